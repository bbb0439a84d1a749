/** User SQL, such as the expression of a check, in the script of one database. */
import { columnNamed, rewriteMentions, type TableView } from "../schema/index.ts";
import type { Drafting } from "./ddl-dialect.ts";
import { named } from "./names.ts";

/**
 * Columns of the table are quoted by the dialect where necessary. Their qualifier is omitted: it can only be the table,
 * which may be renamed, or have a temporary name while SQLite rebuilds it.
 */
export const userSql = (drafting: Drafting, view: TableView, sql: string): string =>
  rewriteMentions(sql, ({ name, word, qualifier }) => {
    const column = columnNamed(view, name);
    return column ? named(drafting, column.name) : qualifier + word;
  });
