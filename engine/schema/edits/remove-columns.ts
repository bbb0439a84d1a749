/** Removes columns with the keys, indexes and relations that use them. */
import { type Report, report } from "../../base/index.ts";
import { Change } from "../change.ts";
import type { Diff } from "../diff.ts";
import type { ColumnId, SchemaDocument, SchemaRecord } from "../records.ts";

const columnsUsedBy = (record: SchemaRecord): readonly ColumnId[] => {
  switch (record.kind) {
    case "key":
      return record.columns;
    case "index":
      return record.parts.flatMap(part => (part.kind === "column" ? [part.column] : []));
    case "foreignKey":
      return [...record.columns, ...record.targetColumns];
    default:
      return [];
  }
};

export const removeColumns = (
  document: SchemaDocument,
  { columns }: { readonly columns: readonly ColumnId[] },
): Report<Diff> => {
  const gone = new Set<string>(columns);
  const change = new Change(document);
  for (const record of document.records.values()) {
    const isKept = !gone.has(record.id) && !columnsUsedBy(record).some(id => gone.has(id));
    if (!isKept) change.remove(record.id);
  }
  return report(change.finish());
};
