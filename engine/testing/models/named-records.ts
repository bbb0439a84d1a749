/** The records of a document with names in place of ids, so that two documents can be compared. */
import {
  recordsOf,
  type SchemaDocument,
  type SchemaRecord,
  tableViews,
} from "../../schema/index.ts";

/** A record without its id; ids of other records are their names, a column as `table.column`. */
export type NamedRecord = Readonly<Record<string, unknown>> & {
  readonly kind: SchemaRecord["kind"];
};

export const namedRecords = (document: SchemaDocument): readonly NamedRecord[] => {
  const names = new Map<string, string>();
  for (const { table, columns } of tableViews(document)) {
    names.set(table.id, table.name);
    for (const column of columns) names.set(column.id, `${table.name}.${column.name}`);
  }
  for (const { id, name } of recordsOf(document, "enum")) names.set(id, name);
  const named = (value: unknown): unknown => {
    if (typeof value === "string") return names.get(value) ?? value;
    if (Array.isArray(value)) return value.map(named);
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(
      Object.entries(value)
        .map(([key, part]) => [key, named(part)] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  };
  return [...document.records.values()].map(({ id, ...record }) => named(record) as NamedRecord);
};
