/** The life of a query in one line: plan, tree, text. */
import { type Dialect, type Printed, print, type Select } from "../sql/index.ts";
import type { QueryState } from "./expression.ts";
import { planQuery } from "./plan.ts";
import { queryToSql } from "./to-sql.ts";

export type CompiledQuery = { readonly statement: Select; readonly printed: Printed };

/** The statement of a query. */
export const compileSelect = (state: QueryState): Select => queryToSql(state, planQuery(state));

/** The statement of a query, printed for a dialect. */
export const compileQuery = (state: QueryState, dialect: Dialect): CompiledQuery => {
  const statement = compileSelect(state);
  return { statement, printed: print(statement, dialect) };
};
