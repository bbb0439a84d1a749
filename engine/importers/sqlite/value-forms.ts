/** Reports values that will be converted to the form in which Stele stores them, and those that cannot be read. */
import { type Diagnostic, info } from "../../base/index.ts";
import type { EmbeddedDriver } from "../../drivers/index.ts";
import { formedColumns, otherForms, unreadableValues } from "../../rows/index.ts";
import { type SchemaDocument, type TableView, tableViews } from "../../schema/index.ts";

const LISTED_COLUMNS = 5;

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

const formsIn = (document: SchemaDocument, database: EmbeddedDriver, view: TableView) => {
  const { name: table } = view.table;
  const columns = formedColumns(document, view, ({ name }) => quoted(name));
  return otherForms(database, quoted(table), columns).map(form => ({ table, form }));
};

const listed = (names: readonly string[]): string => {
  const more = names.length - LISTED_COLUMNS;
  const shown = names.slice(0, LISTED_COLUMNS).join(", ");
  return more > 0 ? `${shown} and ${more} more columns` : shown;
};

export const valueForms = (
  document: SchemaDocument,
  database: EmbeddedDriver,
): readonly Diagnostic[] => {
  const forms = tableViews(document).flatMap(view => formsIn(document, database, view));
  const unreadable = forms.flatMap(({ table, form }) => unreadableValues(table, form));
  const converted = forms
    .filter(({ form }) => form.count > form.unreadable)
    .map(({ table, form }) => `${table}.${form.column.name}`);
  if (converted.length === 0) return unreadable;
  const message = `Values of ${listed(converted)} are converted to the form in which Stele stores their types, such as 2026-01-31 12:30:00 in UTC.`;
  return [info("values-converted", message), ...unreadable];
};
