/** Removes rows with dangling foreign keys from the target; the attached store keeps them. */
import type { EmbeddedDriver } from "../drivers/index.ts";
import { type CopiedTable, rowIdOf, STORE } from "./copy-table.ts";
import { quoted, REFUSED } from "./store-tables.ts";

const DANGLING = "temp.dangling_rows";

/** The row ids of the store by those of the target, before any row is removed. */
const noteOrigins = (target: EmbeddedDriver, name: string, { origins }: CopiedTable): void => {
  target.query(`CREATE TABLE ${name} (place INTEGER PRIMARY KEY, origin INTEGER)`);
  target.query(`INSERT INTO ${name} ${origins}`);
};

/** Removes the rows that are listed for one table; returns their number. */
const removeRows = (target: EmbeddedDriver, { view }: CopiedTable, origins: string): number => {
  const { id, name } = view.table;
  const rowId = rowIdOf(view);
  if (rowId === null) return 0;
  const places = `SELECT place FROM ${DANGLING} WHERE name = ?`;
  target.query(
    `UPDATE ${STORE}.${quoted(id)} SET ${REFUSED} = 1
     WHERE rowid IN (SELECT origin FROM ${origins} WHERE place IN (${places}))`,
    [name],
  );
  return target.query(`DELETE FROM main.${quoted(name)} WHERE ${rowId} IN (${places})`, [name])
    .changes;
};

/** The number of dangling rows by table. A row that references a dangling row dangles too. */
export const removeDanglingRows = (
  copied: readonly CopiedTable[],
  target: EmbeddedDriver,
): ReadonlyMap<CopiedTable, number> => {
  const byName = new Map(copied.map(table => [table.view.table.name, table]));
  const counts = new Map<CopiedTable, number>();
  const noted = new Map<CopiedTable, string>();
  target.query(`CREATE TABLE ${DANGLING} (name TEXT, place INTEGER)`);
  for (let removed = 1; removed > 0; ) {
    removed = 0;
    target.query(`DELETE FROM ${DANGLING}`);
    target.query(
      `INSERT INTO ${DANGLING} SELECT DISTINCT "table", rowid FROM pragma_foreign_key_check`,
    );
    for (const [name] of target.query(`SELECT DISTINCT name FROM ${DANGLING}`).rows) {
      const table = byName.get(String(name));
      if (!table) continue;
      const origins = noted.get(table) ?? `temp.origins_${noted.size}`;
      if (!noted.has(table)) noteOrigins(target, origins, table);
      noted.set(table, origins);
      const count = removeRows(target, table, origins);
      counts.set(table, (counts.get(table) ?? 0) + count);
      removed += count;
    }
  }
  for (const name of [DANGLING, ...noted.values()]) target.query(`DROP TABLE ${name}`);
  return counts;
};
