/** Creates the database of a design and fills it from the row store. */
import { type Diagnostic, info, type Report, report, warning } from "../base/index.ts";
import { type EmbeddedDriver, withAttached } from "../drivers/index.ts";
import { type SchemaDocument, tableViews } from "../schema/index.ts";
import { type CopiedTable, copyTable, STORE } from "./copy-table.ts";
import { createTables } from "./create-tables.ts";
import { removeDanglingRows } from "./dangling-rows.ts";
import { unreadableValues } from "./value-forms.ts";

const countText = (count: number, noun: string): string =>
  count === 1 ? `1 ${noun}` : `${count} ${noun}s`;

const refusedRows = ({ view, refused, reason }: CopiedTable): readonly Diagnostic[] => {
  if (refused === 0) return [];
  const { id, name } = view.table;
  const message = `${countText(refused, "row")} of "${name}" do not fit the design: ${reason}.`;
  return [warning("rows-refused", message, { record: id, hint: KEPT_HINT })];
};

const rawRows = ({ view, raw, reason }: CopiedTable): readonly Diagnostic[] => {
  if (raw === 0) return [];
  const { id, name } = view.table;
  const message = `${countText(raw, "row")} of "${name}" keep values in another form, because the design rejects the converted ones: ${reason}.`;
  return [warning("rows-unconverted", message, { record: id, hint: RAW_HINT })];
};

const filledColumns = ({ view, filled }: CopiedTable): readonly Diagnostic[] =>
  filled.map(({ column, refers }) =>
    info("column-filled", `"${view.table.name}.${column.name}" is new, and rows exist already.`, {
      record: column.id,
      hint: refers ? REFERS_HINT : EMPTY_HINT,
    }),
  );

const REFERS_HINT = "They reference the first row. Allow null to let them reference none.";
const EMPTY_HINT = "They have an empty value. Allow null, or set a default, to choose another.";
const RAW_HINT =
  "Queries find them only by the text that they have. Correct the values or the constraint.";
const KEPT_HINT = "They are kept, and appear again when the design accepts them.";

/**
 * Fills the empty database `target` with the tables of `document` and the rows of `store`.
 * Rows that the design rejects remain in the store and are reported.
 */
export const materialize = (
  document: SchemaDocument,
  store: EmbeddedDriver,
  target: EmbeddedDriver,
): Report<void> => {
  const diagnostics: Diagnostic[] = [];
  target.query("PRAGMA foreign_keys = OFF");
  const made = createTables(document, target);
  diagnostics.push(...made.diagnostics);
  const copied = withAttached(target, { other: store, schema: STORE }, () =>
    target.transaction(() => {
      const tables = tableViews(made.value)
        .filter(view => view.columns.length > 0)
        .map(view => copyTable(made.value, view, target));
      for (const [{ view }, count] of removeDanglingRows(tables, target)) {
        const message = `${countText(count, "row")} of "${view.table.name}" reference rows that do not exist.`;
        diagnostics.push(
          warning("rows-dangling", message, { record: view.table.id, hint: KEPT_HINT }),
        );
      }
      return tables;
    }),
  );
  target.query("PRAGMA foreign_keys = ON");
  for (const table of copied) {
    const { name } = table.view.table;
    const unreadable = table.converted.flatMap(form => unreadableValues(name, form));
    diagnostics.push(
      ...refusedRows(table),
      ...rawRows(table),
      ...filledColumns(table),
      ...unreadable,
    );
  }
  return report(undefined, diagnostics);
};
