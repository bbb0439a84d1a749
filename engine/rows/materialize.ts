/** Makes the database of a design and fills it with the rows that there are. */
import { type Diagnostic, error, info, type Report, report, warning } from "../base/index.ts";
import { createScript } from "../ddl/index.ts";
import type { EmbeddedDriver } from "../drivers/index.ts";
import { type SchemaDocument, type TableId, tableView, tableViews } from "../schema/index.ts";
import { type CopiedTable, copyTable } from "./copy-table.ts";
import { removeDanglingRows } from "./dangling-rows.ts";

const countText = (count: number, noun: string): string =>
  count === 1 ? `1 ${noun}` : `${count} ${noun}s`;

/** Creates what can be created; a table that the database refuses is told and left out. */
const createTables = (
  document: SchemaDocument,
  target: EmbeddedDriver,
  diagnostics: Diagnostic[],
): ReadonlySet<TableId> => {
  const script = createScript(document, "sqlite");
  const broken = new Set<TableId>();
  const made = new Set<TableId>();
  for (const { text, table, kind } of script.value) {
    try {
      target.query(text);
      if (kind === "create table" && table) made.add(table);
    } catch (thrown) {
      if (!table || broken.has(table)) continue;
      broken.add(table);
      diagnostics.push(refusedTable(document, table, thrown));
    }
  }
  return made;
};

const refusedTable = (document: SchemaDocument, table: TableId, thrown: unknown): Diagnostic => {
  const { name } = tableView(document, table).table;
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  return error("table-refused", `SQLite refuses a part of "${name}": ${reason}.`, {
    record: table,
    hint: "Its rows are safe. Correct the table to see them again.",
  });
};

const refusedRows = ({ view, refused, reason }: CopiedTable): readonly Diagnostic[] => {
  if (refused === 0) return [];
  const { id, name } = view.table;
  const message = `${countText(refused, "row")} of "${name}" do not fit the design: ${reason}.`;
  return [warning("rows-refused", message, { record: id, hint: KEPT_HINT })];
};

const filledColumns = ({ view, filled }: CopiedTable): readonly Diagnostic[] =>
  filled.map(column =>
    info("column-filled", `"${view.table.name}.${column.name}" is new to rows that are there.`, {
      record: column.id,
      hint: "They were given an empty value. Allow null, or set a default, to choose another.",
    }),
  );

const KEPT_HINT = "They are kept, and come back when the design takes them.";

/**
 * Fills the empty database `target` with the tables of `document` and the rows of `store`.
 * Rows that the design refuses stay in the store and are told.
 */
export const materialize = (
  document: SchemaDocument,
  store: EmbeddedDriver,
  target: EmbeddedDriver,
): Report<void> => {
  const diagnostics: Diagnostic[] = [];
  target.query("PRAGMA foreign_keys = OFF");
  const made = createTables(document, target, diagnostics);
  const copied = store.transaction(() =>
    target.transaction(() => {
      const tables = tableViews(document)
        .filter(view => made.has(view.table.id))
        .map(view => copyTable(document, view, store, target));
      for (const [{ view }, count] of removeDanglingRows(tables, store, target)) {
        const message = `${countText(count, "row")} of "${view.table.name}" refer to rows that are not there.`;
        diagnostics.push(
          warning("rows-dangling", message, { record: view.table.id, hint: KEPT_HINT }),
        );
      }
      return tables;
    }),
  );
  target.query("PRAGMA foreign_keys = ON");
  for (const table of copied) diagnostics.push(...refusedRows(table), ...filledColumns(table));
  return report(undefined, diagnostics);
};
