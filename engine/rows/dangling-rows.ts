/** Removes rows with dangling foreign keys from the target; the store keeps them. */
import { groupBy } from "../base/index.ts";
import type { EmbeddedDriver, SqlValue } from "../drivers/index.ts";
import { type CopiedTable, markRefused } from "./copy-table.ts";
import { quoted } from "./store-tables.ts";

/** The number of dangling rows by table. A row that references a dangling row dangles too. */
export const removeDanglingRows = (
  copied: readonly CopiedTable[],
  store: EmbeddedDriver,
  target: EmbeddedDriver,
): ReadonlyMap<CopiedTable, number> => {
  const byName = new Map(copied.map(table => [table.view.table.name, table]));
  const counts = new Map<CopiedTable, number>();
  for (;;) {
    const { rows } = target.query("PRAGMA foreign_key_check");
    if (rows.length === 0) return counts;
    for (const [name, violations] of groupBy(rows, ([table]) => String(table))) {
      const table = byName.get(name);
      if (!table) continue;
      const rowIds = new Set(violations.map(([, rowId = null]) => rowId));
      removeRows(table, rowIds, store, target);
      counts.set(table, (counts.get(table) ?? 0) + rowIds.size);
    }
  }
};

const removeRows = (
  table: CopiedTable,
  rowIds: ReadonlySet<SqlValue>,
  store: EmbeddedDriver,
  target: EmbeddedDriver,
): void => {
  const { name } = table.view.table;
  for (const rowId of rowIds) {
    target.query(`DELETE FROM ${quoted(name)} WHERE rowid = ?`, [rowId]);
  }
  markRefused(
    store,
    table.view,
    [...rowIds].map(rowId => table.origins.get(rowId) ?? null),
  );
};
