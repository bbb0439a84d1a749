/** Finds records by name, and applies edits, in tests of edits. */
import { present, type Report } from "../base/index.ts";
import {
  applyDiff,
  type Column,
  columnNamed,
  countedIds,
  type Diff,
  type NewId,
  type RecordKind,
  type RecordOf,
  reverseDiff,
  type SchemaDocument,
  type TableView,
  tableNamed,
} from "../schema/index.ts";

export const viewNamed = (document: SchemaDocument, table: string): TableView =>
  present(tableNamed(document, table), table);

/** A column by its table and name, such as `posts.title`. */
export const columnAt = (document: SchemaDocument, path: string): Column => {
  const [table = "", name = ""] = path.split(".");
  return present(columnNamed(viewNamed(document, table), name), path);
};

/** The ids of columns of one table. */
export const columnIds = (document: SchemaDocument, table: string, ...names: readonly string[]) =>
  names.map(name => columnAt(document, `${table}.${name}`).id);

/** The document after an edit that must succeed, and whose reverse must restore the document. */
export const edited = (
  document: SchemaDocument,
  { value, diagnostics }: Report<Diff>,
): SchemaDocument => {
  const [failure] = diagnostics.filter(({ severity }) => severity === "error");
  if (failure) throw new Error(failure.message);
  const after = applyDiff(document, value);
  const restored = applyDiff(after, reverseDiff(value));
  for (const [id, record] of document.records) {
    if (restored.records.get(id) !== record) throw new Error(`undo does not restore ${id}`);
  }
  if (restored.records.size !== document.records.size) throw new Error("undo leaves records");
  return after;
};

/** The codes of the diagnostics of an edit. */
export const codesOf = ({ diagnostics }: Report<unknown>): readonly string[] =>
  diagnostics.map(({ code }) => code);

/** Ids that differ from those of the documents of tests. */
export const freshIds = (): NewId => {
  const counted = countedIds();
  return <Kind extends RecordKind>(kind: Kind) => `${counted(kind)}-new` as RecordOf<Kind>["id"];
};
