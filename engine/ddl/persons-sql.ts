/** SQL that a person wrote for all databases, as it stands in the script of one. */
import { columnNamed, rewriteMentions, type TableView } from "../schema/index.ts";
import type { Drafting } from "./ddl-dialect.ts";
import { named } from "./names.ts";

/**
 * The columns of the table are quoted in the database's own way, where they must be. What stands before them is left out:
 * it can only be the table, which may have another name by now, or while SQLite builds it anew.
 */
export const personsSql = (drafting: Drafting, view: TableView, sql: string): string =>
  rewriteMentions(sql, ({ name, word, qualifier }) => {
    const column = columnNamed(view, name);
    return column ? named(drafting, column.name) : qualifier + word;
  });
