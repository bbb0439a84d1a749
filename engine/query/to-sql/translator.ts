/** What the translation of an expression needs from the translation of its query. */
import type { Expression, OrderTerm, Query } from "../../sql/index.ts";
import type { NodeOf, OrderKey, QueryExpression, QueryState } from "../expression.ts";
import type { QueryPlan } from "../plan.ts";

export type Translator = {
  readonly plan: QueryPlan;
  /** Whether the rows of the current query are grouped by expressions. */
  readonly isGrouped: boolean;
  /** The translations by role, for nodes that are copied. */
  readonly byRole: {
    readonly node: (node: QueryExpression) => Expression;
    readonly query: (state: QueryState) => Query;
  };
  /** The column that is written for another: a shorter path to its value, or the key of the group. */
  columnFor(node: NodeOf<"column">): NodeOf<"column">;
  expression(node: QueryExpression): Expression;
  orderTerm(key: OrderKey): OrderTerm;
  query(state: QueryState): Query;
};
