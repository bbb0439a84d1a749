/** Queries for entities: where most queries start. */
import type * as Api from "../api.ts";
import { columnReferences } from "../column-references.ts";
import { needsDistinct } from "../distinct-rows.ts";
import type { Projection, QueryState } from "../expression.ts";
import { STATE } from "../expressions/index.ts";
import type { Implementation } from "../implementation.ts";
import { loadRequestsOf } from "../load-request.ts";
import type { ColumnModel, EntityModel } from "../model.ts";
import { isOneEntity } from "../one-row.ts";
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
  protected override get kind(): "entities" {
    return "entities";
  }

  protected override derive(state: QueryState): this {
    return new EntityQuery(state, this.runner) as this;
  }

  with(...relations: readonly unknown[]): this {
    const loads = loadRequestsOf(relations, body => this.call(body), this.step);
    const state = this[STATE];
    return this.derive({ ...state, loads: [...state.loads, ...loads] });
  }

  /** Does not load these columns; keys are always loaded. */
  defer(...columns: readonly RowBody[]): this {
    const state = this[STATE];
    const deferred = new Set([...state.deferred, ...this.columns(columns)]);
    return this.derive({ ...state, deferred: [...deferred] });
  }

  /** Loads only these columns and keys. */
  only(...columns: readonly RowBody[]): this {
    const loaded = new Set(this.columns(columns));
    const state = this[STATE];
    const deferred = state.variable.entity.columns.filter(column => !loaded.has(column));
    return this.derive({ ...state, deferred });
  }

  protected columns(bodies: readonly RowBody[]): readonly ColumnModel[] {
    const origin = this.step;
    return bodies.flatMap(body => columnReferences(this.call(body), origin));
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
    const state = this[STATE];
    const [entity, second] = await this.runner.entities(
      isOneEntity(state) ? state : this.limitedTo(2),
    );
    const { name } = this[STATE].variable.entity;
    if (!entity) throw new QueryError("row-not-found", `No ${name} matches the query.`, { range });
    if (!second) return entity;
    throw new QueryError("too-many-rows", `More than one ${name} matches the query.`, {
      range,
      hint: "Add conditions, or use first().",
    });
  }

  /** A page in a unique order, after or before a cursor. */
  async page(request: PageRequest): Promise<Page> {
    return pageOf(this[STATE], { ...request }, this.runner);
  }

  count(): Promise<number> {
    return this.runner.count(this[STATE], this.step);
  }

  async exists(): Promise<boolean> {
    // DISTINCT has to be applied before OFFSET skips rows.
    if (needsDistinct(this[STATE]))
      return (await this.runner.count(this.limitedTo(1), this.step)) > 0;
    const projection = this.sourced<Projection>({
      kind: "field",
      expression: { kind: "constant", value: 1, origin: this.step },
      type: undefined,
    });
    const rows = await this.runner.rows({
      ...this.limitedTo(1),
      projection,
      orderBy: [],
      loads: [],
      distinct: false,
    });
    return rows.length > 0;
  }

  /** Updates every row of the query. Bypasses the session: loaded entities keep their values. */
  update(values: RowBody | Readonly<Record<string, unknown>>): Write {
    const query = this[STATE];
    const { variable } = query;
    const input = typeof values === "function" ? this.call(values) : values;
    const assignments = assignmentsOf(input, variable.entity, this.step);
    const state = { kind: "update", variable, query, assignments, returning: null } as const;
    return new Write({ origin: this.step, ...state }, this.runner);
  }

  /** Deletes every row of the query. Bypasses the session. */
  delete(): Write {
    const query = this[STATE];
    const state = { kind: "delete", variable: query.variable, query, returning: null } as const;
    return new Write({ origin: this.step, ...state }, this.runner);
  }
}

type AnyEntityTypes = Api.EntityTypes & { readonly create: Readonly<Record<string, unknown>> };

/** All rows of an entity. */
export class EntitySetQuery
  extends EntityQuery
  implements Implementation<Api.EntitySet<AnyEntityTypes>>
{
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

  /** Inserts one row, several rows, or the rows of a selection. Bypasses the session. */
  insert(rows: unknown): Write {
    return new Write(insertState(rows, this[STATE].variable, null, this.step), this.runner);
  }

  /** Inserts rows; rows that exist are updated or left as they are. */
  upsert(rows: unknown, options: UpsertOptions = {}): Write {
    const { variable } = this[STATE];
    const state = insertState(
      rows,
      variable,
      { ...options, call: body => this.call(body) },
      this.step,
    );
    return new Write(state, this.runner);
  }

  /** Entities of a raw SELECT, which must return the columns of the table by name. */
  fromSql(texts: TemplateStringsArray, ...holes: readonly unknown[]): Promise<unknown> {
    return this.runner.raw(rawQuery(texts, holes, this.#entity, this.step));
  }
}
