/** The life of a query in one line: plan, tree, text. */
import type { TextRange } from "../base/index.ts";
import {
  type Dialect,
  type Expression,
  type Printed,
  print,
  type Select,
  select,
} from "../sql/index.ts";
import type { QueryState } from "./expression.ts";
import { type Aliases, planQuery } from "./plan.ts";
import { queryToSql } from "./to-sql.ts";

export type CompiledQuery = { readonly statement: Select; readonly printed: Printed };

/** The statement of a query. */
export const compileSelect = (state: QueryState, aliases?: Aliases): Select =>
  queryToSql(state, planQuery(state, aliases));

/**
 * The statement that counts the entities of a query. A limit counts too: what it leaves is counted from outside.
 * The order does not matter to a count, unless a limit cuts by it.
 */
export const compileCount = (state: QueryState, origin: TextRange | undefined): Select => {
  const star: Expression = { kind: "star" };
  const counted: Expression = {
    kind: "call",
    name: "count",
    arguments: [star],
    distinct: false,
    origin,
  };
  const items = [{ expression: counted, alias: null }];
  const cuts = state.limit !== null || state.offset !== null || state.distinct;
  if (!cuts) return { ...compileSelect({ ...state, orderBy: [] }), items };
  const query = compileSelect(state);
  return select({ items, from: { kind: "querySource", query, alias: "counted" } });
};

/** The statement of a query, printed for a dialect. */
export const compileQuery = (state: QueryState, dialect: Dialect): CompiledQuery => {
  const statement = compileSelect(state);
  return { statement, printed: print(statement, dialect) };
};
