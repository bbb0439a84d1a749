/** Removes tables with their records and the foreign keys that reference them. */
import { type Report, report } from "../../base/index.ts";
import { Change } from "../change.ts";
import type { Diff } from "../diff.ts";
import type { SchemaDocument, TableId } from "../records.ts";

export const removeTables = (
  document: SchemaDocument,
  { tables }: { readonly tables: readonly TableId[] },
): Report<Diff> => {
  const gone = new Set<string>(tables);
  const change = new Change(document);
  for (const record of document.records.values()) {
    const owned = "table" in record && gone.has(record.table);
    const pointsThere = record.kind === "foreignKey" && gone.has(record.target);
    if (gone.has(record.id) || owned || pointsThere) change.remove(record.id);
  }
  return report(change.finish());
};
