/** The part of a document with some of its tables. */
import { type Diagnostic, info, type Report, report } from "../base/index.ts";
import {
  type ColumnType,
  recordsOf,
  type SchemaDocument,
  type SchemaRecord,
  type TableId,
  tableView,
} from "../schema/index.ts";

const enumIn = (type: ColumnType): string | null => (type.kind === "enum" ? type.enum : null);

/** Keeps the tables, the enums that their columns use, and the foreign keys between them; reports the other keys. */
export const limitToTables = (
  document: SchemaDocument,
  tables: ReadonlySet<TableId>,
): Report<SchemaDocument> => {
  const used = new Set(
    recordsOf(document, "column")
      .filter(({ table }) => tables.has(table))
      .map(({ type }) => enumIn(type)),
  );
  const diagnostics: Diagnostic[] = [];
  const isKept = (record: SchemaRecord): boolean => {
    if (record.kind === "table") return tables.has(record.id);
    if (record.kind === "enum") return used.has(record.id);
    if (record.kind === "note" || record.kind === "area") return false;
    if (!tables.has(record.table)) return false;
    if (record.kind !== "foreignKey" || tables.has(record.target)) return true;
    const [own, target] = [record.table, record.target].map(
      id => tableView(document, id).table.name,
    );
    const message = `The relation "${record.forward}" of "${own}" is left out, because "${target}" is not selected.`;
    diagnostics.push(info("relation-left-out", message, { record: record.id }));
    return false;
  };
  const records = new Map([...document.records].filter(([, record]) => isKept(record)));
  return report({ records }, diagnostics);
};
