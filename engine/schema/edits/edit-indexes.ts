/** Adds, changes and removes indexes. */
import type { Report } from "../../base/index.ts";
import { Change } from "../change.ts";
import type { Diff } from "../diff.ts";
import { freeName, isUsableName } from "../names.ts";
import type { Index, IndexId, IndexPart, NewId, SchemaDocument, TableId } from "../records.ts";
import { sqlFault } from "../user-sql.ts";
import { columnOf, recordOf, recordsOf, sameName, tableView } from "../views.ts";
import { refuseColumns } from "./column-list.ts";
import { refusal } from "./refusal.ts";
import { reportKeys } from "./report-keys.ts";

export type AddIndex = {
  readonly newId: NewId;
  readonly table: TableId;
  readonly parts: readonly IndexPart[];
  readonly unique?: boolean;
  /** The condition of a partial index, in SQL; null or blank for none. */
  readonly where?: string | null;
  /** Without a name, a free one is derived from the table and its columns. */
  readonly name?: string;
};

/** Indexes and tables share their names in most databases. */
const takenNames = (document: SchemaDocument, own: IndexId | null): readonly string[] => [
  ...recordsOf(document, "table").map(({ name }) => name),
  ...recordsOf(document, "index").flatMap(({ id, name }) => (id === own ? [] : [name])),
];

/** `posts_author_id_idx`, as PostgreSQL names an index. */
const derivedName = (document: SchemaDocument, table: TableId, parts: readonly IndexPart[]) => {
  const words = parts.map(part =>
    part.kind === "column" ? columnOf(document, part.column).name : "expr",
  );
  const name = [recordOf(document, "table", table).name, ...words, "idx"].join("_");
  return freeName(name, takenNames(document, null));
};

export const addIndex = (
  document: SchemaDocument,
  { newId, table, parts, unique = false, where = null, name }: AddIndex,
): Report<Diff> => {
  const index = { kind: "index", id: newId("index"), table, unique, parts, where } as const;
  const refused = refuseParts(document, { ...index, name: "" });
  return (
    refused ?? putIndex(document, { ...index, name: name ?? derivedName(document, table, parts) })
  );
};

export type UpdateIndex = { readonly index: IndexId } & Partial<
  Pick<Index, "name" | "unique" | "parts" | "where">
>;

export const updateIndex = (
  document: SchemaDocument,
  { index: id, ...changes }: UpdateIndex,
): Report<Diff> => {
  const index = { ...recordOf(document, "index", id), ...changes };
  return refuseParts(document, index) ?? putIndex(document, index);
};

const refuseParts = (document: SchemaDocument, { table, parts }: Index): Report<Diff> | null => {
  const columns = parts.flatMap(part => (part.kind === "column" ? [part.column] : []));
  if (columns.length > 0 || parts.length === 0) {
    const refused = refuseColumns(tableView(document, table), columns, "An index");
    if (refused) return refused;
  }
  return null;
};

const sqlIn = ({ parts, where }: Index): readonly string[] => [
  ...parts.flatMap(part => (part.kind === "expression" ? [part.text] : [])),
  ...(where === null ? [] : [where]),
];

const putIndex = (document: SchemaDocument, given: Index): Report<Diff> => {
  const where = given.where?.trim() || null;
  const index: Index = { ...given, name: given.name.trim(), where };
  if (!isUsableName(index.name)) return refusal("missing-name", "An index needs a name.");
  const isRenamed = recordsOf(document, "index").every(
    ({ id, name }) => id !== index.id || name !== index.name,
  );
  const isTaken = takenNames(document, index.id).some(name => sameName(name, index.name));
  if (isRenamed && isTaken) {
    return refusal("name-taken", `An index or a table "${index.name}" already exists.`);
  }
  const [fault] = sqlIn(index).flatMap(text => sqlFault(text) ?? []);
  if (fault !== undefined) {
    return refusal("invalid-sql", `The SQL of the index is not valid: ${fault}.`);
  }
  return reportKeys(document, new Change(document).put(index), [index.table]);
};

/** Keys that refer to a removed unique index are reported. */
export const removeIndexes = (
  document: SchemaDocument,
  { indexes }: { readonly indexes: readonly IndexId[] },
): Report<Diff> => {
  const tables = indexes.map(id => recordOf(document, "index", id).table);
  return reportKeys(document, new Change(document).remove(...indexes), tables);
};
