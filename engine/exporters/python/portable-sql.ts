/** User SQL for a library that passes it to any database unchanged. */
import {
  type ColumnId,
  columnNamed,
  columnOf,
  type ForeignKey,
  rewriteMentions,
  type SchemaDocument,
  type TableView,
  tableView,
} from "../../schema/index.ts";
import { postgres, quoteIdentifier } from "../../sql/index.ts";

const quoted = (name: string): string => quoteIdentifier(name, postgres.identifiers);

/** Quotes column names by the SQL standard where necessary; PostgreSQL is the strictest. */
export const portableSql = (view: TableView, sql: string): string =>
  rewriteMentions(sql, ({ name, word, qualifier }) => {
    const column = columnNamed(view, name);
    return column ? quoted(column.name) : qualifier + word;
  });

const CALL = /^[\w.]+\([^()]*\)$/;

/** An expression of an index: anything but a plain call needs parentheses. */
export const indexExpression = (view: TableView, sql: string): string => {
  const portable = portableSql(view, sql);
  return CALL.test(portable) ? portable : `(${portable})`;
};

/** The constraint of a foreign key, without its name. */
export const foreignKeySql = (document: SchemaDocument, key: ForeignKey): string => {
  const names = (ids: readonly ColumnId[]) =>
    ids.map(id => quoted(columnOf(document, id).name)).join(", ");
  const target = quoted(tableView(document, key.target).table.name);
  return [
    `FOREIGN KEY (${names(key.columns)}) REFERENCES ${target} (${names(key.targetColumns)})`,
    ...(key.onDelete === "no action" ? [] : [`ON DELETE ${key.onDelete.toUpperCase()}`]),
    ...(key.onUpdate === "no action" ? [] : [`ON UPDATE ${key.onUpdate.toUpperCase()}`]),
  ].join(" ");
};
