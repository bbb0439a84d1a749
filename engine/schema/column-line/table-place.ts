/** Where a line about a table is read, and the checks that need the table. */
import type { TextRange } from "../../base/index.ts";
import type { SchemaDocument } from "../records.ts";
import { sqlFault, unknownNames } from "../user-sql.ts";
import { columnNamed, type TableView } from "../views.ts";
import type { LineTokens } from "./line-tokens.ts";

export type Place = {
  readonly tokens: LineTokens;
  readonly document: SchemaDocument;
  readonly view: TableView;
};

type SqlPlace = { readonly what: string; readonly range: TextRange };

/** Whether SQL is complete and uses only columns of the table; otherwise, it is reported. */
export const checkSql = (
  { tokens, view }: Place,
  sql: string,
  { what, range }: SqlPlace,
): boolean => {
  const fault = sqlFault(sql);
  if (fault !== null) tokens.fail("invalid-sql", `${what} is not valid SQL: ${fault}.`, range);
  const [unknown] = unknownNames(sql, name => columnNamed(view, name) !== undefined);
  if (unknown !== undefined) {
    const message = `${what} uses "${unknown}", which is not a column of "${view.table.name}".`;
    tokens.fail("unknown-name", message, range);
  }
  return fault === null && unknown === undefined;
};
