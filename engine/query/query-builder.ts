/** The builder: immutable, every step returns another query with one thing more said. */
import { didYouMean, type TextRange } from "../base/index.ts";
import { askedColumns } from "./asked-columns.ts";
import type { CallSites } from "./call-site.ts";
import type { QueryExpression, QueryState, RowVariable, Said, Shape } from "./expression.ts";
import { conditionOf, ExpressionBuilder, orderKeyOf, STATE } from "./expression-builder.ts";
import { loadRequestsOf } from "./load-request.ts";
import type { ColumnModel, EntityModel } from "./model.ts";
import { rowOfVariable } from "./paths.ts";
import { QueryError } from "./query-error.ts";
import { newQueryState } from "./query-state.ts";
import { toParameter } from "./values.ts";
import { wholeNumber } from "./whole-number.ts";

/** Whoever can run a query: a session. */
export type QueryRunner = {
  readonly callSites: CallSites;
  entities(state: QueryState): Promise<readonly object[]>;
  rows(state: QueryState): Promise<readonly unknown[]>;
  count(state: QueryState, origin: TextRange | undefined): Promise<number>;
  find(entity: EntityModel, key: unknown): Promise<object | null>;
  create(entity: EntityModel, values: Readonly<Record<string, unknown>>): object;
};

type RowBody = (row: object) => unknown;

/** What entity queries and selections share. */
abstract class BaseQuery {
  readonly [STATE]: QueryState;
  protected readonly runner: QueryRunner;

  constructor(state: QueryState, runner: QueryRunner) {
    this[STATE] = state;
    this.runner = runner;
  }

  protected get step(): TextRange | undefined {
    return this.runner.callSites()?.step;
  }

  protected get row(): object {
    return rowOfVariable(this[STATE].variable, this.runner.callSites);
  }

  protected said<Value>(value: Value): Said<Value> {
    return { value, origin: this.step };
  }

  protected abstract derive(changes: Partial<QueryState>): this;

  orderBy(...keys: readonly RowBody[]): this {
    const origin = this.step;
    const said = keys.map(key => ({ value: orderKeyOf(key(this.row), origin), origin }));
    return this.derive({ orderBy: [...this[STATE].orderBy, ...said] });
  }

  limit(count: number): this {
    return this.derive({ limit: this.said(wholeNumber(count, "limit", this.step)) });
  }

  offset(count: number): this {
    return this.derive({ offset: this.said(wholeNumber(count, "offset", this.step)) });
  }

  distinct(): this {
    return this.derive({ distinct: true });
  }

  /** The place is noted first: what the lambda calls has places of its own. */
  protected condition(body: RowBody): Said<QueryExpression> {
    const origin = this.step;
    return { value: conditionOf(body(this.row), origin), origin };
  }

  protected shape(body: RowBody): Said<Shape> {
    const origin = this.step;
    return { value: shapeOf(body(this.row), origin), origin };
  }

  /** The query for its first row alone. */
  protected limitedTo(count: number): QueryState {
    return { ...this[STATE], limit: this.said(count) };
  }
}

/** A query for values. */
export class SelectionQuery extends BaseQuery {
  protected override derive(changes: Partial<QueryState>): this {
    return new SelectionQuery({ ...this[STATE], ...changes }, this.runner) as this;
  }

  having(condition: RowBody): this {
    return this.derive({ having: [...this[STATE].having, this.condition(condition)] });
  }

  async all(): Promise<readonly unknown[]> {
    return this.runner.rows(this[STATE]);
  }

  async first(): Promise<unknown> {
    const [row] = await this.runner.rows(this.limitedTo(1));
    return row ?? null;
  }
}

/** A query whose rows are groups; it needs to be told what to select. */
export class GroupedQuery extends BaseQuery {
  protected override derive(changes: Partial<QueryState>): this {
    return new GroupedQuery({ ...this[STATE], ...changes }, this.runner) as this;
  }

  select(shape: RowBody): SelectionQuery {
    return new SelectionQuery({ ...this[STATE], shape: this.shape(shape) }, this.runner);
  }
}

/** A query for entities. */
export class EntityQuery extends BaseQuery {
  protected override derive(changes: Partial<QueryState>): this {
    return new EntityQuery({ ...this[STATE], ...changes }, this.runner) as this;
  }

  where(condition: RowBody | Readonly<Record<string, unknown>>): this {
    const said =
      typeof condition === "function" ? [this.condition(condition)] : this.#matching(condition);
    return this.derive({ where: [...this[STATE].where, ...said] });
  }

  with(...relations: readonly unknown[]): this {
    const loads = loadRequestsOf(relations, this.row, this.step);
    return this.derive({ loads: [...this[STATE].loads, ...loads] });
  }

  /** Leaves columns out of the entities; keys always come. */
  defer(...columns: readonly RowBody[]): this {
    const { deferred } = this[STATE];
    return this.derive({ deferred: new Set([...deferred, ...this.#columns(columns)]) });
  }

  /** Leaves all columns out but these; keys always come. */
  only(...columns: readonly RowBody[]): this {
    const wanted = new Set(this.#columns(columns));
    const { entity } = this[STATE].variable;
    return this.derive({ deferred: new Set(entity.columns.filter(column => !wanted.has(column))) });
  }

  #columns(bodies: readonly RowBody[]): readonly ColumnModel[] {
    const origin = this.step;
    return bodies.flatMap(body => askedColumns(body(this.row), origin));
  }

  select(shape: RowBody): SelectionQuery {
    return new SelectionQuery({ ...this[STATE], shape: this.shape(shape) }, this.runner);
  }

  groupBy(...keys: readonly RowBody[]): GroupedQuery {
    const origin = this.step;
    const groupBy = keys.map(key => ({ value: conditionOf(key(this.row), origin), origin }));
    return new GroupedQuery({ ...this[STATE], groupBy }, this.runner);
  }

  async all(): Promise<readonly object[]> {
    return this.runner.entities(this[STATE]);
  }

  async first(): Promise<object | null> {
    const [entity] = await this.runner.entities(this.limitedTo(1));
    return entity ?? null;
  }

  async one(): Promise<object> {
    const range = this.step;
    const [entity, second] = await this.runner.entities(this.limitedTo(2));
    const { name } = this[STATE].variable.entity;
    if (!entity)
      throw new QueryError("row-not-found", `No ${name} meets the conditions.`, { range });
    if (!second) return entity;
    throw new QueryError("too-many-rows", `More than one ${name} meets the conditions.`, {
      range,
      hint: "Narrow the conditions, or take the first with first().",
    });
  }

  async count(): Promise<number> {
    return this.runner.count(this[STATE], this.step);
  }

  async exists(): Promise<boolean> {
    const shape = this.said<Shape>({
      kind: "field",
      expression: { kind: "constant", value: 1, origin: this.step },
    });
    const rows = await this.runner.rows({ ...this.limitedTo(1), shape, loads: [] });
    return rows.length > 0;
  }

  /** `{ name: "Ada", city: null, id: [1, 2] }`: equal, is null, in. */
  #matching(match: Readonly<Record<string, unknown>>): readonly Said<QueryExpression>[] {
    const { entity } = this[STATE].variable;
    if (typeof match !== "object" || match === null) {
      throw new QueryError("not-a-condition", "where() needs a condition.", {
        range: this.step,
        hint: 'Give values to match, where({ name: "Ada" }), or a lambda.',
      });
    }
    return Object.entries(match).map(([name, wanted]) => {
      const column = entity.columnsByName.get(name);
      if (!column) {
        throw new QueryError("unknown-column", `${entity.name} has no column "${name}".`, {
          hint: didYouMean(name, entity.columnsByName.keys()),
          range: this.step,
        });
      }
      const path = { variable: this[STATE].variable, relations: [] };
      const node: QueryExpression = { kind: "column", path, column, origin: this.step };
      const builder = new ExpressionBuilder(node, () => null, column.type);
      const made = Array.isArray(wanted) ? builder.in(wanted) : builder.eq(wanted);
      return this.said({ ...made.node, origin: this.step });
    });
  }
}

/** All entities of a kind. */
export class EntitySetQuery extends EntityQuery {
  readonly #entity: EntityModel;

  constructor(entity: EntityModel, runner: QueryRunner) {
    const variable: RowVariable = { entity };
    super(newQueryState(variable, runner.callSites()?.expression), runner);
    this.#entity = entity;
  }

  async get(key: unknown): Promise<object | null> {
    return this.runner.find(this.#entity, key);
  }

  create(values: Readonly<Record<string, unknown>>): object {
    return this.runner.create(this.#entity, values);
  }
}

/** What a lambda of `select` returned. @throws QueryError `invalid-value` */
const shapeOf = (value: unknown, range: TextRange | undefined): Shape => {
  if (value instanceof ExpressionBuilder) return { kind: "field", expression: value.node };
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  if (isObject && Object.getPrototypeOf(value) === Object.prototype) {
    const fields = Object.entries(value).map(
      ([name, inner]) => [name, shapeOf(inner, range)] as const,
    );
    return { kind: "object", fields };
  }
  if (typeof value !== "object" || value === null) {
    return {
      kind: "field",
      expression: { kind: "value", value: toParameter(value), origin: range },
    };
  }
  throw new QueryError("invalid-value", "select() needs columns and expressions.", {
    range,
    hint: "Name what you want: .select(p => ({ title: p.title })).",
  });
};
