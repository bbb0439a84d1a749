/** Queries that can still be narrowed, joined, grouped and selected from. */
import { didYouMean } from "../../base/index.ts";
import type { JoinType } from "../../sql/index.ts";
import { derivedVariable } from "../derived.ts";
import type { JoinState, QueryExpression, QueryState, RowVariable, Said } from "../expression.ts";
import { conditionOf, ExpressionBuilder, isQuery, STATE } from "../expressions/index.ts";
import { hasWindow, isAggregated } from "../many-rows.ts";
import { withRow } from "../open-rows.ts";
import { askRows, type RowBody, wayOf } from "../paths.ts";
import { QueryError } from "../query-error.ts";
import { refersTo } from "../references.ts";
import { BaseQuery } from "./base-query.ts";
import { isCommonTable } from "./common-table.ts";
import { GroupedQuery, SelectionQuery } from "./selection-query.ts";

/** Where joined rows come from: a whole entity is a table, anything else a query in FROM. */
const joinedVariable = (target: unknown, optional: boolean): RowVariable | null => {
  if (isCommonTable(target)) return { ...target.variable(), optional };
  if (!isQuery(target)) return null;
  const state = target[STATE];
  const isWhole =
    !state.shape && state.where.length === 0 && !state.limit && !state.offset && !state.distinct;
  if (isWhole && !state.variable.derived) return { entity: state.variable.entity, optional };
  const name = state.variable.entity.name;
  return { ...derivedVariable(state, name, { kind: "query", query: state }), optional };
};

export abstract class RowQuery extends BaseQuery {
  where(condition: RowBody | Readonly<Record<string, unknown>>): this {
    const said =
      typeof condition === "function" ? [this.ofOneRow(condition)] : this.matching(condition);
    const state = this[STATE];
    return this.derive({ ...state, where: [...state.where, ...said] });
  }

  select(shape: RowBody): SelectionQuery {
    return new SelectionQuery({ ...this[STATE], shape: this.shape(shape) }, this.runner);
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
    const said = on && askRows([...this.variables, variable], on, this.runner.callSites);
    return { kind: "condition", condition: conditionOf(said, origin) };
  }

  protected alongRelation(type: JoinType, target: unknown): JoinState {
    const origin = this.step;
    const named = typeof target === "function" ? this.ask(target as RowBody) : target;
    const way = wayOf(named, origin);
    const variable = { ...way.collection.variable, optional: type === "left" };
    const on = { kind: "path", ...withRow(way, way.collection.variable, variable) } as const;
    return { type, variable, on, origin };
  }

  /** @throws QueryError `unsupported` for what is known of many rows alone */
  protected ofOneRow(condition: RowBody): Said<QueryExpression> {
    const said = this.condition(condition);
    const isWindow = hasWindow(said.value);
    if (!isWindow && !isAggregated(said.value, false)) return said;
    throw new QueryError("unsupported", "A condition on rows cannot depend on many of them.", {
      range: said.origin,
      hint: isWindow
        ? "Select the window function, and start from that: db.from(selection).where(…)."
        : "Group and say it with having(), or ask another query: scalar(db.User.select(…)).",
    });
  }

  /** `{ name: "Ada", city: null, id: [1, 2] }`: equal, is null, in. */
  protected matching(match: Readonly<Record<string, unknown>>): readonly Said<QueryExpression>[] {
    const { entity } = this[STATE].variable;
    if (typeof match !== "object" || match === null) {
      throw new QueryError("not-a-condition", "where() needs a condition.", {
        range: this.step,
        hint: 'Give values to match, where({ name: "Ada" }), or a lambda.',
      });
    }
    return Object.entries(match).map(([name, wanted]) => {
      const column = entity.columnsByName.get(name);
      const path = { variable: this[STATE].variable, relations: [] };
      const relation = entity.relations.get(name);
      if (relation?.cardinality === "one") {
        const { node } = refersTo(path, relation, wanted, this.runner.callSites);
        return this.said({ ...node, origin: this.step });
      }
      if (!column) {
        throw new QueryError("unknown-column", `${entity.name} has no column "${name}".`, {
          hint: didYouMean(name, entity.columnsByName.keys()),
          range: this.step,
        });
      }
      const node: QueryExpression = { kind: "column", path, column, origin: this.step };
      const builder = new ExpressionBuilder(node, () => null, column.type);
      const made = Array.isArray(wanted) ? builder.in(wanted) : builder.eq(wanted);
      return this.said({ ...made.node, origin: this.step });
    });
  }
}

/** Rows beside each other: its lambdas are given one argument for each. */
export class JoinedQuery extends RowQuery {
  protected override derive(state: QueryState): this {
    return new JoinedQuery(state, this.runner) as this;
  }
}
