/** Removes columns with the keys, indexes and relations that use them, and the SQL that mentions them. */
import { type Diagnostic, info, type Report, report } from "../../base/index.ts";
import { Change } from "../change.ts";
import { mentions } from "../column-mentions.ts";
import type { Diff } from "../diff.ts";
import type { ColumnId, SchemaDocument, SchemaRecord } from "../records.ts";
import { type UserSql, userSqlOf } from "../user-sql-problems.ts";
import { columnOf, type TableView, tableViews } from "../views.ts";

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

/** The SQL of a table that mentions a column, and the column. A default cannot mention one. */
const dependents = (view: TableView, gone: ReadonlySet<string>) => {
  const names = view.columns.filter(({ id }) => gone.has(id)).map(({ name }) => name);
  return userSqlOf(view).flatMap((sql): readonly (readonly [UserSql, string])[] => {
    if (sql.isDefault || gone.has(sql.record)) return [];
    const name = names.find(candidate => mentions(sql.text, candidate));
    return name === undefined ? [] : [[sql, name]];
  });
};

/** Adds the checks, indexes and computed columns whose SQL mentions a removed column, until there are no more. */
const addDependents = (document: SchemaDocument, gone: Set<string>): readonly Diagnostic[] => {
  const tables = new Set([...gone].map(id => columnOf(document, id as ColumnId).table));
  const views = tableViews(document).filter(({ table }) => tables.has(table.id));
  const diagnostics: Diagnostic[] = [];
  for (let size = -1; size !== gone.size; ) {
    size = gone.size;
    for (const [{ label, record }, name] of views.flatMap(view => dependents(view, gone))) {
      if (gone.has(record)) continue;
      gone.add(record);
      const what = document.records.get(record)?.kind === "column" ? "the column" : "it";
      const message = `${label} uses "${name}", so ${what} is deleted as well.`;
      diagnostics.push(info("removed-with-column", message, { hint: "Undo restores both." }));
    }
  }
  return diagnostics;
};

/** Checks, indexes and computed columns whose SQL mentions a removed column are removed, too, and reported. */
export const removeColumns = (
  document: SchemaDocument,
  { columns }: { readonly columns: readonly ColumnId[] },
): Report<Diff> => {
  const gone = new Set<string>(columns);
  const diagnostics = addDependents(document, gone);
  const change = new Change(document);
  for (const record of document.records.values()) {
    const isKept = !gone.has(record.id) && !columnsUsedBy(record).some(id => gone.has(id));
    if (!isKept) change.remove(record.id);
  }
  return report(change.finish(), diagnostics);
};
