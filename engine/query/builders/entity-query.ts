/** Queries for entities: where most queries start. */
import { askedColumns } from "../asked-columns.ts";
import type { QueryState, Shape } from "../expression.ts";
import { STATE } from "../expressions/index.ts";
import { loadRequestsOf } from "../load-request.ts";
import type { ColumnModel, EntityModel } from "../model.ts";
import type { RowBody } from "../paths.ts";
import { QueryError } from "../query-error.ts";
import type { QueryRunner } from "../query-runner.ts";
import { QueryStart } from "../query-state.ts";
import { type Page, type PageRequest, pageOf } from "./page.ts";
import { RowQuery } from "./row-query.ts";
import { Write } from "./write.ts";
import { assignmentsOf, insertState, rawQuery, type UpsertOptions } from "./write-values.ts";

/** A query for entities. */
export class EntityQuery extends RowQuery {
  protected override derive(state: QueryState): this {
    return new EntityQuery(state, this.runner) as this;
  }

  with(...relations: readonly unknown[]): this {
    const loads = loadRequestsOf(relations, body => this.ask(body), this.step);
    const state = this[STATE];
    return this.derive({ ...state, loads: [...state.loads, ...loads] });
  }

  /** Leaves columns out of the entities; keys always come. */
  defer(...columns: readonly RowBody[]): this {
    const state = this[STATE];
    const deferred = new Set([...state.deferred, ...this.columns(columns)]);
    return this.derive({ ...state, deferred });
  }

  /** Leaves all columns out but these; keys always come. */
  only(...columns: readonly RowBody[]): this {
    const wanted = new Set(this.columns(columns));
    const state = this[STATE];
    const { columns: all } = state.variable.entity;
    const deferred = new Set(all.filter(column => !wanted.has(column)));
    return this.derive({ ...state, deferred });
  }

  protected columns(bodies: readonly RowBody[]): readonly ColumnModel[] {
    const origin = this.step;
    return bodies.flatMap(body => askedColumns(this.ask(body), origin));
  }

  all(): Promise<readonly object[]> {
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

  /** A page of a unique order, from behind a cursor or up to one. */
  async page(request: PageRequest): Promise<Page> {
    return pageOf(this[STATE], { ...request }, this.runner);
  }

  count(): Promise<number> {
    return this.runner.count(this[STATE], this.step);
  }

  async exists(): Promise<boolean> {
    // What is told apart has to be looked at before some of it is passed over.
    if (this[STATE].distinct) return (await this.runner.count(this.limitedTo(1), this.step)) > 0;
    const shape = this.said<Shape>({
      kind: "field",
      expression: { kind: "constant", value: 1, origin: this.step },
      type: undefined,
    });
    const rows = await this.runner.rows({ ...this.limitedTo(1), shape, orderBy: [], loads: [] });
    return rows.length > 0;
  }

  /** Writes to every row of the query, past the session: what is loaded keeps its values. */
  update(values: RowBody | Readonly<Record<string, unknown>>): Write {
    const query = this[STATE];
    const { variable } = query;
    const given = typeof values === "function" ? this.ask(values) : values;
    const assignments = assignmentsOf(given, variable.entity, this.step);
    const state = { kind: "update", variable, query, assignments, returning: null } as const;
    return new Write({ origin: this.step, ...state }, this.runner);
  }

  /** Deletes every row of the query, past the session. */
  delete(): Write {
    const query = this[STATE];
    const state = { kind: "delete", variable: query.variable, query, returning: null } as const;
    return new Write({ origin: this.step, ...state }, this.runner);
  }
}

/** All entities of a kind. */
export class EntitySetQuery extends EntityQuery {
  readonly #entity: EntityModel;

  constructor(entity: EntityModel, runner: QueryRunner) {
    super(new QueryStart(entity, runner.callSites()?.expression), runner);
    this.#entity = entity;
  }

  get(key: unknown): Promise<object | null> {
    return this.runner.find(this.#entity, key);
  }

  create(values: Readonly<Record<string, unknown>>): object {
    return this.runner.create(this.#entity, values);
  }

  /** Inserts rows, past the session: one row, several, or those of a selection. */
  insert(rows: unknown): Write {
    return new Write(insertState(rows, this[STATE].variable, null, this.step), this.runner);
  }

  /** Inserts rows; those that are there already are updated, or left alone. */
  upsert(rows: unknown, options: UpsertOptions = {}): Write {
    const { variable } = this[STATE];
    const state = insertState(
      rows,
      variable,
      { ...options, ask: body => this.ask(body) },
      this.step,
    );
    return new Write(state, this.runner);
  }

  /** Entities of a person's own SELECT: it must give the columns of the table by their names. */
  fromSql(texts: TemplateStringsArray, ...holes: readonly unknown[]): Promise<unknown> {
    return this.runner.raw(rawQuery(texts, holes, this.#entity, this.step));
  }
}
