/** One conversation with a database: one object per row, relations loaded on demand, changes written together. */
import type { TextRange } from "../base/index.ts";
import {
  type Cause,
  type Driver,
  LoggedDriver,
  type QueryResult,
  type StatementListener,
} from "../drivers/index.ts";
import {
  type Api,
  type CallSites,
  compileCount,
  compileSelect,
  type EntityModel,
  EntitySetQuery,
  modelOf,
  noCallSites,
  QueryError,
  type QueryRunner,
  type QueryState,
} from "../query/index.ts";
import type { SchemaDocument } from "../schema/index.ts";
import { dialectOf, type Printed, print, type Statement } from "../sql/index.ts";
import { loadInto } from "./explicit-load.ts";
import type { FlushStep } from "./flush-plan.ts";
import { IdentityMap, keyOf } from "./identity-map.ts";
import { Relations, type RowSource } from "./relations.ts";
import { rowReader } from "./row-reader.ts";
import { SessionSettings } from "./session-settings.ts";
import { type TransactionControl, UnitOfWork } from "./unit-of-work.ts";

/** What a query gave back to the person, for whoever shows results. */
export type QueryOutcome = {
  readonly origin: TextRange | undefined;
  readonly value: readonly unknown[];
  /** The entity, where entities were asked for. */
  readonly entity: string | null;
};

export type SessionOptions = Api.SessionSettings & {
  readonly document: SchemaDocument;
  readonly driver: Driver;
  /** Told of every statement. */
  readonly onStatement?: StatementListener;
  /** Told of every result. */
  readonly onOutcome?: (outcome: QueryOutcome) => void;
  /** Milliseconds, for the log. */
  readonly now?: () => number;
  readonly callSites?: CallSites;
  /** Whether somebody has begun a transaction already: `save` then makes a savepoint in it. */
  readonly insideTransaction?: boolean;
};

export class Session implements QueryRunner, RowSource, TransactionControl {
  readonly callSites: CallSites;
  readonly identities = new IdentityMap();
  readonly settings: SessionSettings;
  readonly insideTransaction: boolean;
  readonly #onOutcome: (outcome: QueryOutcome) => void;
  readonly #driver: LoggedDriver;
  readonly #relations: Relations;
  readonly #work: UnitOfWork;

  constructor(options: SessionOptions) {
    this.callSites = options.callSites ?? noCallSites;
    this.insideTransaction = options.insideTransaction ?? false;
    this.settings = new SessionSettings(modelOf(options.document));
    this.settings.configure(options, undefined);
    this.#onOutcome = options.onOutcome ?? (() => undefined);
    const listener = options.onStatement ?? (() => undefined);
    this.#driver = new LoggedDriver(options.driver, listener, options.now ?? (() => 0));
    this.#relations = new Relations(this);
    this.#work = new UnitOfWork(this, this.#relations);
  }

  async entities(state: QueryState): Promise<readonly object[]> {
    const { entity } = state.variable;
    const entities = await this.#relations.loader.query(state);
    this.#onOutcome({ origin: state.origin, value: entities, entity: entity.name });
    return entities;
  }

  async rows(state: QueryState): Promise<readonly unknown[]> {
    const { entity } = state.variable;
    const result = await this.run(compileSelect(state), { kind: "query", entity: entity.name });
    const shape = state.shape?.value;
    const rows = shape ? result.rows.map(rowReader(shape)) : [];
    this.#onOutcome({ origin: state.origin, value: rows, entity: null });
    return rows;
  }

  async count(state: QueryState, origin: TextRange | undefined): Promise<number> {
    const { entity } = state.variable;
    const statement = compileCount(state, origin);
    const cause: Cause = { kind: "query", entity: entity.name };
    const { rows } = await this.run(statement, cause, state.origin);
    const count = Number(rows[0]?.[0] ?? 0);
    this.#onOutcome({ origin: state.origin, value: [count], entity: null });
    return count;
  }

  async find(model: EntityModel, key: unknown): Promise<object | null> {
    const values = keyValues(model, key);
    const known = keyOf(values);
    const loaded = known === null ? undefined : this.identities.get(model, known);
    if (loaded) return loaded;
    const match = Object.fromEntries(
      model.primaryKey.map((column, index) => [column.name, values[index]]),
    );
    return new EntitySetQuery(model, this).where(match).first();
  }

  create(model: EntityModel, values: Readonly<Record<string, unknown>>): object {
    return this.#work.create(model, values);
  }

  /** Marks an entity for deletion by the next `save`. */
  delete(entity: unknown): void {
    this.#work.delete(entity);
  }

  /** Loads columns or relations of entities that are there. */
  async load(entities: unknown, asked: readonly unknown[]): Promise<void> {
    await loadInto(entities, asked, { runner: this, loader: this.#relations.loader });
  }

  /** Changes what is loaded without being asked for. */
  configure(settings: Api.SessionSettings): void {
    this.settings.configure(settings, this.callSites()?.step);
  }

  /** What `save` would do now, in order and with reasons. */
  planSave(): readonly FlushStep[] {
    return this.#work.plan();
  }

  /** Writes what changed, all or nothing. */
  async save(): Promise<void> {
    await this.#work.save();
  }

  async run(statement: Statement, cause: Cause, at?: TextRange): Promise<QueryResult> {
    const printed = print(statement, dialectOf(this.#driver.dialect));
    const origin = at ?? statement.origin ?? null;
    return this.#driver.run({ cause, origin, printed, statement });
  }

  async control(printed: Printed, origin: TextRange | undefined): Promise<void> {
    const cause: Cause = { kind: "transaction" };
    await this.#driver.run({ cause, origin: origin ?? null, printed, statement: null });
  }
}

const keyValues = (model: EntityModel, key: unknown): readonly unknown[] => {
  const [first, second] = model.primaryKey;
  if (!first) {
    throw new QueryError("no-primary-key", `${model.name} has no primary key to get a row by.`);
  }
  if (!second) return [key];
  const parts = (typeof key === "object" && key !== null ? key : {}) as Record<string, unknown>;
  return model.primaryKey.map(column => parts[column.name]);
};
