/** Records without some of their columns. */
import { mentions } from "../column-mentions.ts";
import type { ForeignKey, Index, Key, SchemaDocument } from "../records.ts";
import { columnOf, isUnique, tableView } from "../views.ts";

/** Columns that are removed, by id, with their names. */
export type RemovedColumns = ReadonlyMap<string, string>;

/** The first removed column that the SQL mentions; the names are those of one table. */
export const mentionedIn = (sql: string, names: Iterable<string>): string | undefined =>
  [...names].find(name => mentions(sql, name));

export const keyWithout = (key: Key, removed: RemovedColumns): Key => ({
  ...key,
  columns: key.columns.filter(id => !removed.has(id)),
});

/** The index without the parts and the condition that use a removed column. */
export const indexWithout = (index: Index, removed: RemovedColumns): Index => {
  const isFree = (sql: string) => mentionedIn(sql, removed.values()) === undefined;
  return {
    ...index,
    parts: index.parts.filter(part =>
      part.kind === "column" ? !removed.has(part.column) : isFree(part.text),
    ),
    where: index.where !== null && isFree(index.where) ? index.where : null,
  };
};

/** The foreign key without the pairs of which a column is removed. */
export const foreignKeyWithout = (key: ForeignKey, removed: RemovedColumns): ForeignKey => {
  const isKept = (at: number) =>
    !removed.has(key.columns[at] ?? "") && !removed.has(key.targetColumns[at] ?? "");
  return {
    ...key,
    columns: key.columns.filter((_, at) => isKept(at)),
    targetColumns: key.targetColumns.filter((_, at) => isKept(at)),
  };
};

/** Whether a shorter foreign key still references a key, which may be a shortened one. */
export const referencesKey = (
  document: SchemaDocument,
  { target, targetColumns }: ForeignKey,
  removed: RemovedColumns,
): boolean => {
  if (targetColumns.length === 0) return false;
  const view = tableView(document, target);
  const keys = view.primaryKey ? [view.primaryKey] : [];
  const shortened = keys.map(key => keyWithout(key, removed).columns);
  const isShortened = shortened.some(
    columns => columns.length > 0 && columns.every(id => targetColumns.includes(id)),
  );
  return isShortened || isUnique(view, targetColumns);
};

/** `(a, b)` */
export const listOf = (document: SchemaDocument, columns: readonly Key["columns"][number][]) =>
  `(${columns.map(id => columnOf(document, id).name).join(", ")})`;
