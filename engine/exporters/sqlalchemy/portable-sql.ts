/** SQL that a person wrote, in a Python text: SQLAlchemy hands it to whatever database there is, word for word. */
import { columnNamed, rewriteMentions, type TableView } from "../../schema/index.ts";
import { postgres, quoteIdentifier } from "../../sql/index.ts";

/** Names of columns are quoted as the standard has it, where they must be; PostgreSQL insists the most. */
export const portableSql = (view: TableView, sql: string): string =>
  rewriteMentions(sql, ({ name, word, qualifier }) => {
    const column = columnNamed(view, name);
    return column ? quoteIdentifier(column.name, postgres.identifiers) : qualifier + word;
  });
