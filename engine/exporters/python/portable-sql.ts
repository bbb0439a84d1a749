/** User SQL for a library that passes it to any database unchanged. */
import { columnNamed, rewriteMentions, type TableView } from "../../schema/index.ts";
import { postgres, quoteIdentifier } from "../../sql/index.ts";

/** Quotes column names by the SQL standard where necessary; PostgreSQL is the strictest. */
export const portableSql = (view: TableView, sql: string): string =>
  rewriteMentions(sql, ({ name, word, qualifier }) => {
    const column = columnNamed(view, name);
    return column ? quoteIdentifier(column.name, postgres.identifiers) : qualifier + word;
  });

const CALL = /^[\w.]+\([^()]*\)$/;

/** An expression of an index: anything but a plain call needs parentheses. */
export const indexExpression = (view: TableView, sql: string): string => {
  const portable = portableSql(view, sql);
  return CALL.test(portable) ? portable : `(${portable})`;
};
