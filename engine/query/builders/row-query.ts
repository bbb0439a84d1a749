/** Queries that can be filtered, joined, grouped and selected from. */
import type { JoinType } from "../../sql/index.ts";
import type * as Api from "../api.ts";
import { HAVING_HINT, requireNoAggregate } from "../check-groups.ts";
import { derivedVariable } from "../derived.ts";
import type {
  JoinState,
  QueryExpression,
  QueryState,
  RowVariable,
  Sourced,
} from "../expression.ts";
import { conditionOf, isQuery, STATE } from "../expressions/index.ts";
import type { Implementation } from "../implementation.ts";
import { hasWindow } from "../many-rows.ts";
import { isBody, type Match, matchConditions } from "../matching.ts";
import { withRow } from "../open-rows.ts";
import { callWithRows, type RowBody, relationTargetOf } from "../paths.ts";
import { QueryError } from "../query-error.ts";
import { nodeLists } from "../query-fields.ts";
import { BaseQuery } from "./base-query.ts";
import { isCommonTable } from "./common-table.ts";
import { GroupedQuery, SelectionQuery } from "./selection-query.ts";

/** The row of a joined table: a query for all rows of an entity is its table, any other query a derived table. */
const joinedVariable = (target: unknown, optional: boolean): RowVariable | null => {
  if (isCommonTable(target)) return { ...target.variable(), optional };
  if (!isQuery(target)) return null;
  const state = target[STATE];
  const isWhole =
    !state.projection &&
    state.where.length === 0 &&
    !state.limit &&
    !state.offset &&
    !state.distinct;
  if (isWhole && !state.variable.derived) return { entity: state.variable.entity, optional };
  const name = state.variable.entity.name;
  return { ...derivedVariable(state, name, { kind: "derivedTable", query: state }), optional };
};

export abstract class RowQuery extends BaseQuery {
  where(condition: RowBody | Match): this {
    const conditions = isBody(condition)
      ? [this.rowCondition(condition)]
      : this.matching(condition);
    const state = this[STATE];
    return this.derive({ ...state, where: [...state.where, ...conditions] });
  }

  select(body: RowBody): SelectionQuery {
    return new SelectionQuery({ ...this[STATE], projection: this.projection(body) }, this.runner);
  }

  groupBy(...keys: readonly RowBody[]): GroupedQuery {
    return new GroupedQuery({ ...this[STATE], groupBy: this.groupKeys(keys) }, this.runner);
  }

  join(target: unknown, on?: RowBody): JoinedQuery {
    return this.joinTo("inner", target, on);
  }

  leftJoin(target: unknown, on?: RowBody): JoinedQuery {
    return this.joinTo("left", target, on);
  }

  protected joinTo(type: JoinType, target: unknown, on: RowBody | undefined): JoinedQuery {
    const origin = this.step;
    const variable = joinedVariable(target, type === "left");
    const join: JoinState = variable
      ? { type, variable, on: this.onCondition(variable, on), origin }
      : this.alongRelation(type, target);
    const state = { ...this[STATE], joins: [...this[STATE].joins, join] };
    return new JoinedQuery(state, this.runner);
  }

  protected onCondition(variable: RowVariable, on: RowBody | undefined): JoinState["on"] {
    const origin = this.step;
    if (!on) {
      throw new QueryError(
        "not-a-condition",
        `Joining ${variable.entity.name} needs a condition.`,
        {
          range: origin,
          hint: "Write .join(db.Author, (p, a) => a.id.eq(p.author_id)), or join a relation: .join(p => p.tags).",
        },
      );
    }
    const condition = callWithRows([...this.variables, variable], on, this.runner.callSites);
    return { kind: "condition", condition: conditionOf(condition, origin) };
  }

  protected alongRelation(type: JoinType, target: unknown): JoinState {
    const origin = this.step;
    const reference = typeof target === "function" ? this.call(target as RowBody) : target;
    const relation = { kind: "relation", ...relationTargetOf(reference, origin) } as const;
    const row = relation.collection.variable;
    const variable = { ...row, optional: type === "left" };
    return { type, variable, on: withRow(relation, nodeLists.relation, row, variable), origin };
  }

  /** @throws QueryError `misplaced-aggregate`, `unsupported` for a window function */
  protected rowCondition(body: RowBody): Sourced<QueryExpression> {
    const condition = this.condition(body);
    if (hasWindow(condition.value)) {
      throw new QueryError("unsupported", "where() cannot contain a window function.", {
        range: condition.origin,
        hint: "Select the window function and filter the selection: db.from(selection).where(…).",
      });
    }
    requireNoAggregate(condition.value, "where()", HAVING_HINT);
    return condition;
  }

  protected matching(match: Match): readonly Sourced<QueryExpression>[] {
    const { callSites } = this.runner;
    const place = { callSites, range: this.step };
    const conditions = matchConditions(this[STATE].variable, match, place);
    return conditions.map(value => this.sourced(value));
  }
}

/** A query over joined rows: callbacks receive one argument per row. */
export class JoinedQuery extends RowQuery implements Implementation<Api.RowsQuery<readonly []>> {
  protected override get kind(): "joined" {
    return "joined";
  }

  protected override derive(state: QueryState): this {
    return new JoinedQuery(state, this.runner) as this;
  }
}
