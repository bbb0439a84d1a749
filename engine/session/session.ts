/** One conversation with a database: one object per row, relations loaded on demand, changes written together. */
import { type Answer, present, type TextRange } from "../base/index.ts";
import type { Cause, Driver, SqlRow, StatementListener } from "../drivers/index.ts";
import {
  type Api,
  type CallSites,
  compileCount,
  compileRaw,
  compileSelect,
  compileStatement,
  type EntityModel,
  EntitySetQuery,
  modelOf,
  noCallSites,
  type PageRow,
  QueryError,
  type QueryRunner,
  type QueryState,
  type RawQuery,
  type RelationModel,
  STATE,
  type WriteResult,
  type WriteState,
} from "../query/index.ts";
import type { SchemaDocument } from "../schema/index.ts";
import { expireRow, labelOf, takeRow } from "./entities/entity.ts";
import { type Entity, forgetRelations, isEntity, rowOf, stateOf } from "./entities/entity-state.ts";
import { IdentityMap, keyOf } from "./entities/identity-map.ts";
import { EntityQueries } from "./loading/entity-queries.ts";
import { entityReader } from "./loading/entity-reader.ts";
import { loadInto } from "./loading/explicit-load.ts";
import { keyQuery } from "./loading/get-statement.ts";
import { namedRow, rowsInOrder, selectionReader } from "./loading/row-reader.ts";
import { loadSelected } from "./loading/selected-entities.ts";
import { Merge, type MergeTarget } from "./merge.ts";
import { RelationAccess, type RelationNotes, type RowSource } from "./relation-access.ts";
import { BulkWrites } from "./saving/bulk-writes.ts";
import type { FlushStep } from "./saving/flush-step.ts";
import type { LinkChange } from "./saving/link-changes.ts";
import { type Remembering, type Transactions, UnitOfWork } from "./saving/unit-of-work.ts";
import { SessionSettings } from "./session-settings.ts";
import { keyValues } from "./statements/key-values.ts";
import { Statements } from "./statements/statements.ts";
import { type Level, TransactionStack } from "./transactions.ts";
import { Turns } from "./turns.ts";

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

/** What a session is opened with beside its settings. */
const OPTIONS: ReadonlySet<string> = new Set<keyof Omit<SessionOptions, keyof Api.SessionSettings>>(
  ["document", "driver", "onStatement", "onOutcome", "now", "callSites", "insideTransaction"],
);

/** The settings among the options: most sessions have none. */
const settingsIn = (options: SessionOptions): Api.SessionSettings | null => {
  const names = Object.keys(options).filter(name => !OPTIONS.has(name));
  if (names.length === 0) return null;
  return Object.fromEntries(names.map(name => [name, options[name as keyof SessionOptions]]));
};

const noClock = () => 0;
const noListener = () => undefined;

export class Session implements QueryRunner, RowSource, RelationNotes, Transactions {
  readonly callSites: CallSites;
  readonly identities: IdentityMap;
  readonly statements: Statements;
  readonly #transactions: TransactionStack;
  readonly #turns = new Turns();
  readonly settings: SessionSettings;
  readonly #onOutcome: (outcome: QueryOutcome) => void;
  readonly #relations: RelationAccess;
  readonly #queries: EntityQueries;
  /** Made when something is changed: most sessions only read. */
  #unitOfWork: UnitOfWork | null = null;

  constructor(options: SessionOptions) {
    const { document, driver, onStatement, onOutcome, now, callSites, insideTransaction } = options;
    const settings = settingsIn(options);
    const model = modelOf(document);
    this.callSites = callSites ?? noCallSites;
    this.statements = new Statements({
      driver,
      model,
      callSites: this.callSites,
      onStatement: onStatement ?? null,
      now: now ?? noClock,
    });
    this.#transactions = new TransactionStack(this.statements, insideTransaction ?? false);
    this.settings = new SessionSettings(model);
    if (settings) this.settings.configure(settings, undefined);
    this.#onOutcome = onOutcome ?? noListener;
    this.#relations = new RelationAccess(this, this);
    this.identities = new IdentityMap(this.#relations);
    this.#queries = new EntityQueries(this.#relations.loader, this.statements, this);
  }

  get #work(): UnitOfWork {
    this.#unitOfWork ??= new UnitOfWork(this, this.#relations);
    return this.#unitOfWork;
  }

  noteLink(change: LinkChange): void {
    this.#work.links.note(change);
  }

  requireOwn(entity: Entity): void {
    this.#work.requireOwn(entity);
  }

  noteOrphan(entity: Entity, relation: RelationModel): void {
    this.#work.orphans.note(entity, relation);
  }

  async entities(state: QueryState): Promise<readonly object[]> {
    const { entity } = state.variable;
    const entities = await this.#queries.all(this.#withVersion(state));
    this.#onOutcome({ origin: state.origin, value: entities, entity: entity.name });
    return entities;
  }

  /** Versions always come, or nobody would know what they were. */
  #withVersion(state: QueryState): QueryState {
    const version = this.settings.versionOf(state.variable.entity);
    if (!version || !state.deferred.includes(version)) return state;
    return { ...state, deferred: state.deferred.filter(each => each !== version) };
  }

  get nulls(): QueryRunner["nulls"] {
    return this.statements.dialect.nulls;
  }

  async page(state: QueryState): Promise<readonly PageRow[]> {
    const { entity } = state.variable;
    const rows = await this.#queries.page(this.#withVersion(state));
    const value = rows.map(row => row.entity);
    this.#onOutcome({ origin: state.origin, value, entity: entity.name });
    return rows;
  }

  async rows(state: QueryState): Promise<readonly unknown[]> {
    const rows: unknown[] = [];
    const compile = () => ({
      statement: compileStatement(state),
      reader: selectionReader(present(state.projection, "what is selected").value),
    });
    const answer = this.statements.read(state, "rows", compile, readerFor => {
      const read = readerFor(this.identities);
      return { visit: (values, start) => rows.push(read(values, start)), keepsLists: false };
    });
    if (answer instanceof Promise) await answer;
    await loadSelected(rows, state, this.#relations.loader);
    this.#onOutcome({ origin: state.origin, value: rows, entity: null });
    return rows;
  }

  async count(state: QueryState, origin: TextRange | undefined): Promise<number> {
    let count = 0;
    const compile = () => ({ statement: compileCount(state, origin), reader: null });
    const visit = (values: SqlRow, start: number): void => {
      count = Number(values[start]);
    };
    await this.statements.read(state, "count", compile, () => ({ visit, keepsLists: false }));
    this.#onOutcome({ origin: state.origin, value: [count], entity: null });
    return count;
  }

  async write(state: WriteState): Promise<WriteResult> {
    const run = () => new BulkWrites(this).run(state);
    const result = await this.#turns.take("A bulk write", run, state.origin);
    if (state.returning) {
      this.#onOutcome({ origin: state.origin, value: result.rows, entity: null });
    }
    return result;
  }

  async raw({ texts, holes, entity, origin }: RawQuery): Promise<readonly unknown[]> {
    const statement = compileRaw(texts, holes, origin);
    const result = await this.statements.run(statement, { kind: "raw" }, origin);
    const rows = entity
      ? this.#entitiesOf(entity, rowsInOrder(result, entity))
      : result.rows.map(row => namedRow(result.columns, row));
    this.#onOutcome({ origin, value: rows, entity: entity?.name ?? null });
    return rows;
  }

  #entitiesOf(entity: EntityModel, rows: readonly SqlRow[]): readonly object[] {
    const reader = entityReader(this.identities, { entity, offset: 0, positions: null });
    return rows.map(row => reader.read(row, 0, reader.keyOf(row, 0)));
  }

  async find(model: EntityModel, key: unknown): Promise<object | null> {
    this.statements.requireOpen();
    const found = this.#findBy(model, keyValues(model, key));
    return found instanceof Promise ? await found : found;
  }

  #findBy(model: EntityModel, values: readonly unknown[]): Answer<object | null> {
    const known = keyOf(values);
    const loaded = known === null ? undefined : this.identities.get(model, known);
    if (loaded && stateOf(loaded).completeness !== "expired") return loaded;
    const isPlain = known !== null && this.settings.strategies.size === 0 && !this.callSites();
    const answer = isPlain
      ? this.#queries.get(model, values)
      : this.#queries.all(keyQuery(model, values, this));
    return answer instanceof Promise ? this.#toldLater(model, answer) : this.#told(model, answer);
  }

  #told(model: EntityModel, found: readonly object[]): object | null {
    this.#onOutcome({ origin: this.callSites()?.expression, value: found, entity: model.name });
    return found[0] ?? null;
  }

  async #toldLater(model: EntityModel, answer: Promise<readonly object[]>): Promise<object | null> {
    return this.#told(model, await answer);
  }

  create(model: EntityModel, values: Readonly<Record<string, unknown>>): object {
    this.statements.requireOpen();
    return this.#work.create(model, values);
  }

  /** Marks an entity for deletion by the next `save`. */
  delete(entity: unknown): void {
    this.statements.requireOpen();
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
    this.statements.requireOpen();
    await this.#turns.take("A save", () => this.#work.save(), this.callSites()?.expression);
  }

  /** Ends the session; the database stays open. */
  close(): void {
    this.statements.close();
  }

  /** Runs a body in a transaction, or in a savepoint of the one that is open. @see Session.inTransaction */
  transaction<Value>(body: () => Promise<Value>, origin?: TextRange): Promise<Value> {
    return this.#transactions.run(body, origin);
  }

  /** All or nothing: when the body throws, rows and objects are as they were before it. */
  async inTransaction<Value>(body: () => Promise<Value>): Promise<Value> {
    this.statements.requireOpen();
    const origin = this.callSites()?.expression;
    const [level, memory] = await this.#turns.take(
      "The beginning of a transaction",
      () => this.#begin(origin),
      origin,
    );
    try {
      const value = await body();
      const commit = () => this.#transactions.commit(level, origin);
      await this.#turns.take("The end of a transaction", commit, origin);
      memory.keep();
      return value;
    } catch (thrown) {
      const rollBack = () => this.#rollBack(level, memory, origin);
      await this.#turns.takeNext("The end of a transaction", rollBack, origin);
      throw thrown;
    }
  }

  async #begin(origin: TextRange | undefined): Promise<readonly [Level, Remembering]> {
    const level = await this.#transactions.begin(origin);
    return [level, this.#work.remember()];
  }

  /** One around it that has ended has taken it back already. */
  async #rollBack(level: Level, memory: Remembering, origin: TextRange | undefined): Promise<void> {
    if (!this.#transactions.isOpen(level)) return;
    try {
      await this.#transactions.rollBack(level, origin);
    } finally {
      memory.restore();
    }
  }

  /**
   * Reads the row of an entity again; changes of it that are not saved are lost.
   * @throws QueryError `row-not-found` when the row is gone.
   */
  async refresh(given: unknown): Promise<void> {
    const entity = this.#owned(given, "refresh");
    const { model } = stateOf(entity);
    const row = rowOf(entity);
    const range = this.callSites()?.expression;
    const since = stateOf(entity).status === "new" ? "yet" : "any more";
    const gone = new QueryError("row-not-found", `${labelOf(entity)} has no row ${since}.`, {
      range,
    });
    if (!row) throw gone;
    const match = Object.fromEntries(
      model.primaryKey.map(column => [column.name, row[column.index] ?? null]),
    );
    const state = new EntitySetQuery(model, this).where(match)[STATE];
    const cause: Cause = { kind: "refresh", object: labelOf(entity) };
    const { rows } = await this.statements.run(compileSelect(state), cause, range);
    const [found] = rows;
    if (!found) throw gone;
    this.#work.forgetLinks(entity);
    takeRow(entity, found);
    forgetRelations(entity);
  }

  /** Forgets an entity: it is no longer saved, and its row is met as another object. */
  detach(entity: unknown): void {
    this.#work.detach(this.#owned(entity, "detach"));
  }

  /** Forgets what was loaded of an entity; its keys stay. */
  expire(entity: unknown): void {
    const own = this.#owned(entity, "expire");
    this.#work.forgetLinks(own);
    expireRow(own, this.settings.versionOf(stateOf(own).model));
  }

  /** Copies an entity of elsewhere into the one that stands for its row here. */
  async merge(entity: unknown): Promise<object> {
    this.statements.requireOpen();
    const find: MergeTarget["find"] = (model, key) => this.#findBy(model, key);
    const create: MergeTarget["create"] = (model, values) => this.create(model, values);
    const versionOf: MergeTarget["versionOf"] = model => this.settings.versionOf(model);
    return new Merge({ find, create, versionOf }).copy(this.#owned(entity, "merge"));
  }

  /** Whether an entity has changes that are not saved. */
  isChanged(entity: unknown): boolean {
    return this.#work.isChanged(this.#owned(entity, "isChanged"));
  }

  /** Forgets all changes that are not saved. */
  discard(): void {
    this.#turns.requireFree(this.callSites()?.step);
    this.#work.discard();
  }

  #owned(entity: unknown, method: string): Entity {
    if (isEntity(entity)) return entity;
    throw new QueryError("not-an-entity", `${method}() needs an entity of this database.`, {
      range: this.callSites()?.step,
    });
  }
}
