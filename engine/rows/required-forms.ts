/** Finds columns whose values must not be converted, because checks of the design require another form. */
import { recordsOf, type SchemaDocument } from "../schema/index.ts";
import type { CopiedTable } from "./copy-table.ts";
import { isInCheck } from "./value-forms.ts";

/** Converted columns that are part of a check, in tables with rows that only fit without a conversion. */
const columnsInChecks = ({ view, raw, converted }: CopiedTable): readonly string[] =>
  raw === 0 ? [] : converted.flatMap(({ column }) => (isInCheck(view, column) ? [column.id] : []));

/** The ids of these columns, and of those at the other ends of their foreign keys: equal values stay equal. */
export const requiredForms = (
  document: SchemaDocument,
  copied: readonly CopiedTable[],
): ReadonlySet<string> => {
  const ids = new Set<string>(copied.flatMap(columnsInChecks));
  const pairs = recordsOf(document, "foreignKey").flatMap(({ columns, targetColumns }) =>
    columns.map((column, index) => [column as string, targetColumns[index] ?? column] as const),
  );
  for (let size = -1; size !== ids.size; ) {
    size = ids.size;
    for (const [from, to] of pairs) if (ids.has(from) || ids.has(to)) ids.add(from).add(to);
  }
  return ids;
};
