/** What all queries share. Immutable: every step returns another query with one thing more said. */
import type { TextRange } from "../../base/index.ts";
import type { QueryExpression, QueryState, RowVariable, Said, Shape } from "../expression.ts";
import { conditionOf, orderKeyOf, STATE } from "../expressions/index.ts";
import { inOwnRows } from "../open-rows.ts";
import { askRows, type RowBody } from "../paths.ts";
import type { QueryRunner } from "../query-runner.ts";
import { QueryStart } from "../query-state.ts";
import { wholeNumber } from "../whole-number.ts";
import { groupKeysOf } from "./group-keys.ts";
import { shapeOf } from "./shape-of.ts";

const rowsOf = ({ variable, joins }: QueryState): readonly RowVariable[] => [
  variable,
  ...joins.map(join => join.variable),
];

/** Methods of its own are protected, not private: V8 would mark each query for each class of it that has private ones. */
export abstract class BaseQuery {
  readonly #runner: QueryRunner;
  /** What it says; of many a query nobody asks, for it is named for a key or a new row alone. */
  #state: QueryState | QueryStart;

  constructor(state: QueryState | QueryStart, runner: QueryRunner) {
    this.#state = state;
    this.#runner = runner;
  }

  get [STATE](): QueryState {
    if (this.#state instanceof QueryStart) this.#state = this.#state.state();
    return inOwnRows(this.#state, rowsOf);
  }

  protected get runner(): QueryRunner {
    return this.#runner;
  }

  protected get step(): TextRange | undefined {
    return this.#runner.callSites()?.step;
  }

  /** The row of the query, and those joined to it. */
  protected get variables(): readonly RowVariable[] {
    return rowsOf(this[STATE]);
  }

  protected ask(body: RowBody): unknown {
    return askRows(this.variables, body, this.#runner.callSites);
  }

  protected said<Value>(value: Value): Said<Value> {
    return { value, origin: this.step };
  }

  /** A query of the same kind that says this instead. */
  protected abstract derive(state: QueryState): this;

  orderBy(...keys: readonly RowBody[]): this {
    const origin = this.step;
    const said = keys.map(key => ({ value: orderKeyOf(this.ask(key), origin), origin }));
    const state = this[STATE];
    return this.derive({ ...state, orderBy: [...state.orderBy, ...said] });
  }

  limit(count: number): this {
    return this.derive({
      ...this[STATE],
      limit: this.said(wholeNumber(count, "limit", this.step)),
    });
  }

  offset(count: number): this {
    return this.derive({
      ...this[STATE],
      offset: this.said(wholeNumber(count, "offset", this.step)),
    });
  }

  distinct(): this {
    return this.derive({ ...this[STATE], distinct: true });
  }

  /** The place is noted first: what the lambda calls has places of its own. */
  protected condition(body: RowBody): Said<QueryExpression> {
    const origin = this.step;
    return { value: conditionOf(this.ask(body), origin), origin };
  }

  protected groupKeys(bodies: readonly RowBody[]): readonly Said<QueryExpression>[] {
    const origin = this.step;
    return bodies.flatMap(body =>
      groupKeysOf(this.ask(body), origin).map(value => ({ value, origin })),
    );
  }

  protected shape(body: RowBody): Said<Shape> {
    const origin = this.step;
    return { value: shapeOf(this.ask(body), origin), origin };
  }

  /** The query for its first rows alone. */
  protected limitedTo(count: number): QueryState {
    const { limit } = this[STATE];
    return { ...this[STATE], limit: this.said(limit ? Math.min(count, limit.value) : count) };
  }
}
