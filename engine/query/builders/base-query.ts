/** The methods of all queries. Immutable: every step returns a new query. */
import type { TextRange } from "../../base/index.ts";
import type {
  Projection,
  QueryExpression,
  QueryState,
  RowVariable,
  Sourced,
} from "../expression.ts";
import { conditionOf, orderKeyOf, STATE } from "../expressions/index.ts";
import { queryHints } from "../member-hints.ts";
import { reportMissing } from "../missing-members.ts";
import { overOwnRows } from "../open-rows.ts";
import { callWithRows, type RowBody } from "../paths.ts";
import { QueryError } from "../query-error.ts";
import { recordLists } from "../query-fields.ts";
import type { QueryRunner } from "../query-runner.ts";
import { QueryStart } from "../query-state.ts";
import { wholeNumber } from "../whole-number.ts";
import { groupKeysOf } from "./group-keys.ts";
import { projectionOf } from "./projection-of.ts";

const rowsOf = ({ variable, joins }: QueryState): readonly RowVariable[] => [
  variable,
  ...joins.map(join => join.variable),
];

/** Methods are protected, not private: V8 would brand every query once for each class with private methods. */
export abstract class BaseQuery {
  readonly #runner: QueryRunner;
  /** Built lazily: `db.User.get()` and `create()` never need it. */
  #state: QueryState | QueryStart;

  constructor(state: QueryState | QueryStart, runner: QueryRunner) {
    this.#state = state;
    this.#runner = runner;
  }

  get [STATE](): QueryState {
    if (this.#state instanceof QueryStart) this.#state = this.#state.state();
    return overOwnRows(this.#state, recordLists.query, rowsOf);
  }

  protected get runner(): QueryRunner {
    return this.#runner;
  }

  protected get step(): TextRange | undefined {
    return this.#runner.callSites()?.step;
  }

  /** The row of the query and the rows joined to it. */
  protected get variables(): readonly RowVariable[] {
    return rowsOf(this[STATE]);
  }

  /** The result of a callback over the rows of the query. */
  protected call(body: RowBody): unknown {
    return callWithRows(this.variables, body, this.#runner.callSites);
  }

  protected sourced<Value>(value: Value): Sourced<Value> {
    return { value, origin: this.step };
  }

  /** What its rows are, for messages. */
  protected abstract get kind(): keyof typeof queryHints;

  /** @throws QueryError `unknown-method`: a query is not a list */
  [Symbol.iterator](): never {
    throw new QueryError("unknown-method", "A query is not a list.", {
      range: this.step,
      hint: "Run it first: for (const user of await query.all()).",
    });
  }

  /** A query of the same class with another state. */
  protected abstract derive(state: QueryState): this;

  orderBy(...keys: readonly RowBody[]): this {
    const origin = this.step;
    const added = keys.map(key => ({ value: orderKeyOf(this.call(key), origin), origin }));
    const state = this[STATE];
    return this.derive({ ...state, orderBy: [...state.orderBy, ...added] });
  }

  limit(count: number): this {
    return this.derive({
      ...this[STATE],
      limit: this.sourced(wholeNumber(count, "limit", this.step)),
    });
  }

  offset(count: number): this {
    return this.derive({
      ...this[STATE],
      offset: this.sourced(wholeNumber(count, "offset", this.step)),
    });
  }

  distinct(): this {
    return this.derive({ ...this[STATE], distinct: true });
  }

  /** Reads the origin before the callback runs, which sets other origins. */
  protected condition(body: RowBody): Sourced<QueryExpression> {
    const origin = this.step;
    return { value: conditionOf(this.call(body), origin), origin };
  }

  protected groupKeys(bodies: readonly RowBody[]): readonly Sourced<QueryExpression>[] {
    const origin = this.step;
    return bodies.flatMap(body =>
      groupKeysOf(this.call(body), origin).map(value => ({ value, origin })),
    );
  }

  protected projection(body: RowBody): Sourced<Projection> {
    const origin = this.step;
    return { value: projectionOf(this.call(body), origin), origin };
  }

  /** The query with a limit of at most `count`. */
  protected limitedTo(count: number): QueryState {
    const { limit } = this[STATE];
    return { ...this[STATE], limit: this.sourced(limit ? Math.min(count, limit.value) : count) };
  }
}

const NAMES = {
  entities: "A query for entities",
  joined: "A query over joined rows",
  groups: "A query for groups",
  values: "A query for values",
} as const;

/** What messages need to know of a query. */
type Described = { readonly kind: keyof typeof NAMES; readonly step: TextRange | undefined };

reportMissing(BaseQuery.prototype, query => {
  const { kind, step } = query as unknown as Described;
  return { what: NAMES[kind], range: step, hints: queryHints[kind] };
});
