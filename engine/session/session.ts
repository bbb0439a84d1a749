/** What a session does with entities: it saves, loads, refreshes and forgets them. */
import type { TextRange } from "../base/index.ts";
import type { Cause } from "../drivers/index.ts";
import { type Api, compileSelect, type EntityModel, QueryError } from "../query/index.ts";
import { expireRow, hydrate, labelOf } from "./entities/entity.ts";
import { type Entity, forgetRelations, isEntity, rowOf, stateOf } from "./entities/entity-state.ts";
import { loadInto } from "./loading/explicit-load.ts";
import { keyQuery } from "./loading/get-statement.ts";
import type { Loader } from "./loading/loader.ts";
import { Merge } from "./merge.ts";
import type { FlushStep } from "./saving/plan/flush-step.ts";
import type { OpenSnapshot, UnitOfWork } from "./saving/unit-of-work.ts";
import type { SessionContext } from "./session-context.ts";
import type { SessionQueries } from "./session-queries.ts";
import { uncached } from "./statements/cached-statement.ts";
import type { Level, TransactionStack } from "./transactions.ts";
import type { WriteLock } from "./write-lock.ts";

type Parts = {
  readonly context: SessionContext;
  readonly transactions: TransactionStack;
  readonly writeLock: WriteLock;
  readonly loader: Loader;
  readonly queries: SessionQueries;
  readonly unitOfWork: () => UnitOfWork;
};

type OpenTransaction = { readonly level: Level; readonly snapshot: OpenSnapshot };

export class Session {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Marks an entity for deletion by the next `save`. */
  delete(entity: unknown): void {
    this.requireOpen();
    this.work.delete(entity);
  }

  /** Loads columns or relations of loaded entities. */
  async load(entities: unknown, selection: readonly unknown[]): Promise<void> {
    const { loader, context } = this.#parts;
    await loadInto(entities, selection, { loader, callSites: context.callSites });
  }

  /** Changes the settings of the session. */
  configure(settings: Api.SessionSettings): void {
    this.#parts.context.settings.configure(settings, this.step);
  }

  /** The steps of the next `save`, in order and with reasons. */
  planSave(): readonly FlushStep[] {
    return this.work.planSave();
  }

  /** Writes all changes, or none. */
  async save(): Promise<void> {
    this.requireOpen();
    await this.#parts.writeLock.exclusive("A save", () => this.work.save(), this.expression);
  }

  /** Ends the session; the database stays open. */
  close(): void {
    this.#parts.context.statements.close();
  }

  /** If `body` throws, rows and entities become what they were before. */
  async transaction<Value>(body: () => Promise<Value>): Promise<Value> {
    const { transactions, writeLock } = this.#parts;
    this.requireOpen();
    const origin = this.expression;
    const begin = () => this.begin(origin);
    const open = await writeLock.exclusive("The beginning of a transaction", begin, origin);
    try {
      const value = await body();
      const commit = () => transactions.commit(open.level, origin);
      await writeLock.exclusive("The end of a transaction", commit, origin);
      open.snapshot.discard();
      return value;
    } catch (thrown) {
      const rollBack = () => this.rollBack(open, origin);
      await writeLock.exclusiveNext("The end of a transaction", rollBack, origin);
      throw thrown;
    }
  }

  /**
   * Reads the row of an entity again; changes that are not saved are lost.
   * @throws QueryError `row-not-found` if the row does not exist any more
   */
  async refresh(value: unknown): Promise<void> {
    const { statements, callSites } = this.#parts.context;
    const entity = this.requireEntity(value, "refresh");
    const { model } = stateOf(entity);
    const origin = this.expression;
    const row = rowOf(entity);
    if (!row) throw this.missingRow(entity);
    const key = model.primaryKey.map(column => row[column.index] ?? null);
    const statement = uncached(compileSelect(keyQuery(model, key, callSites())));
    const cause = (): Cause => ({ kind: "refresh", subject: labelOf(entity) });
    const { rows } = await statements.run(statement, { cause, origin });
    const [current] = rows;
    if (!current) throw this.missingRow(entity, origin);
    this.work.forgetLinks(entity);
    hydrate(entity, current);
    forgetRelations(entity);
  }

  /** Removes an entity from the session: it is not saved any more, and its row becomes another object. */
  detach(entity: unknown): void {
    this.work.detach(this.requireEntity(entity, "detach"));
  }

  /** Forgets the loaded columns and relations of an entity, but not its keys. */
  expire(value: unknown): void {
    const entity = this.requireEntity(value, "expire");
    this.work.forgetLinks(entity);
    expireRow(entity, this.#parts.context.settings.versionOf(stateOf(entity).model));
  }

  /** Copies an entity of another session, or a detached one, into the entity of the same row. */
  async merge(entity: unknown): Promise<object> {
    const { queries, context } = this.#parts;
    this.requireOpen();
    const target = {
      find: (model: EntityModel, key: readonly unknown[]) => queries.findByKey(model, key),
      create: (model: EntityModel, values: Readonly<Record<string, unknown>>) =>
        queries.create(model, values),
      versionOf: (model: EntityModel) => context.settings.versionOf(model),
    };
    return new Merge(target).copy(this.requireEntity(entity, "merge"));
  }

  /** Whether an entity has changes that are not saved. */
  isChanged(entity: unknown): boolean {
    return this.work.isChanged(this.requireEntity(entity, "isChanged"));
  }

  /** Discards all changes that are not saved. */
  discard(): void {
    this.#parts.writeLock.requireFree(this.step);
    this.work.discard();
  }

  protected get work(): UnitOfWork {
    return this.#parts.unitOfWork();
  }

  protected get expression(): TextRange | undefined {
    return this.#parts.context.callSites()?.expression;
  }

  protected get step(): TextRange | undefined {
    return this.#parts.context.callSites()?.step;
  }

  protected requireOpen(): void {
    this.#parts.context.statements.requireOpen();
  }

  protected async begin(origin: TextRange | undefined): Promise<OpenTransaction> {
    const level = await this.#parts.transactions.begin(origin);
    return { level, snapshot: this.work.snapshot() };
  }

  /** A transaction may already be rolled back, together with the one around it. */
  protected async rollBack(
    { level, snapshot }: OpenTransaction,
    origin: TextRange | undefined,
  ): Promise<void> {
    const { transactions } = this.#parts;
    if (!transactions.isOpen(level)) return;
    try {
      await transactions.rollBack(level, origin);
    } finally {
      snapshot.restore();
    }
  }

  protected missingRow(entity: Entity, range = this.expression): QueryError {
    const since = stateOf(entity).status === "new" ? "yet" : "any more";
    return new QueryError("row-not-found", `${labelOf(entity)} has no row ${since}.`, { range });
  }

  protected requireEntity(value: unknown, method: string): Entity {
    if (isEntity(value)) return value;
    throw new QueryError("not-an-entity", `${method}() needs an entity of this database.`, {
      range: this.step,
    });
  }
}
