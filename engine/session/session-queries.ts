/** Runs the queries of a session and reports their results. */
import { type Answer, andThen, isPending, type TextRange } from "../base/index.ts";
import type { Cause, SqlRow } from "../drivers/index.ts";
import {
  type CallSites,
  compileCount,
  compileRaw,
  type EntityModel,
  type PageRow,
  type QueryRunner,
  type QueryState,
  type RawQuery,
  type WriteResult,
  type WriteState,
} from "../query/index.ts";
import { stateOf } from "./entities/entity-state.ts";
import { keyOf } from "./entities/identity-map.ts";
import type { EntityQueries } from "./loading/entity-queries.ts";
import { entityReader } from "./loading/entity-reader.ts";
import { keyQuery } from "./loading/get-statement.ts";
import { namedRow, rowsInOrder } from "./loading/row-reader.ts";
import type { SelectionQueries } from "./loading/selection-queries.ts";
import type { UnitOfWork } from "./saving/unit-of-work.ts";
import { BulkWrites } from "./saving/writing/bulk-writes.ts";
import type { SessionContext } from "./session-context.ts";
import type { QueryOutcome } from "./session-options.ts";
import { uncached } from "./statements/cached-statement.ts";
import { keyValues } from "./statements/key-values.ts";
import type { TransactionStack } from "./transactions.ts";
import type { WriteLock } from "./write-lock.ts";

type Parts = {
  readonly context: SessionContext;
  readonly transactions: TransactionStack;
  readonly writeLock: WriteLock;
  readonly entityQueries: EntityQueries;
  readonly selectionQueries: SelectionQueries;
  readonly unitOfWork: () => UnitOfWork;
  readonly onOutcome: (outcome: QueryOutcome) => void;
};

export class SessionQueries implements QueryRunner {
  readonly callSites: CallSites;
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.callSites = parts.context.callSites;
    this.#parts = parts;
  }

  get nulls(): QueryRunner["nulls"] {
    return this.#parts.context.statements.dialect.nulls;
  }

  async entities(state: QueryState): Promise<readonly object[]> {
    const entities = await this.#parts.entityQueries.fetchEntities(this.withVersion(state));
    const { entity } = state.variable;
    this.#parts.onOutcome({ origin: state.origin, value: entities, entity: entity.name });
    return entities;
  }

  async page(state: QueryState): Promise<readonly PageRow[]> {
    const { entityQueries, selectionQueries, onOutcome } = this.#parts;
    const rows = state.projection
      ? await selectionQueries.fetchPage(state)
      : await entityQueries.fetchPage(this.withVersion(state));
    const value = rows.map(row => row.item);
    const entity = state.projection ? null : state.variable.entity.name;
    onOutcome({ origin: state.origin, value, entity });
    return rows;
  }

  async rows(state: QueryState): Promise<readonly unknown[]> {
    const rows = await this.#parts.selectionQueries.fetchRows(state);
    this.#parts.onOutcome({ origin: state.origin, value: rows, entity: null });
    return rows;
  }

  async count(state: QueryState, origin: TextRange | undefined): Promise<number> {
    const { context, onOutcome } = this.#parts;
    let count = 0;
    const compile = () => ({ statement: compileCount(state, origin), reader: null });
    const visit = (values: SqlRow, start: number): void => {
      count = Number(values[start]);
    };
    const query = { state, purpose: "count", compile } as const;
    await context.statements.visitQuery(query, () => ({ visit, keepsLists: false }));
    onOutcome({ origin: state.origin, value: [count], entity: null });
    return count;
  }

  async write(state: WriteState): Promise<WriteResult> {
    const { context, transactions, writeLock, onOutcome } = this.#parts;
    const write = () => new BulkWrites(context.statements, transactions).write(state);
    const result = await writeLock.exclusive("A bulk write", write, state.origin);
    if (state.returning) onOutcome({ origin: state.origin, value: result.rows, entity: null });
    return result;
  }

  async raw({ texts, holes, entity, origin }: RawQuery): Promise<readonly unknown[]> {
    const { context, onOutcome } = this.#parts;
    const statement = uncached(compileRaw(texts, holes, origin));
    const cause = (): Cause => ({ kind: "raw", subject: null });
    const result = await context.statements.run(statement, { cause, origin });
    const rows = entity
      ? this.entitiesOf(entity, rowsInOrder(result, entity))
      : result.rows.map(row => namedRow(result.columns, row));
    onOutcome({ origin, value: rows, entity: entity?.name ?? null });
    return rows;
  }

  async find(model: EntityModel, key: unknown): Promise<object | null> {
    this.#parts.context.statements.requireOpen();
    const match = this.findByKey(model, keyValues(model, key));
    return isPending(match) ? await match : match;
  }

  /** The entity with these values of its primary key: from the identity map, or from the database. */
  findByKey(model: EntityModel, values: readonly unknown[]): Answer<object | null> {
    const { context, entityQueries, onOutcome } = this.#parts;
    const key = keyOf(values);
    const loaded = key === null ? undefined : context.identities.get(model, key);
    if (loaded && stateOf(loaded).completeness !== "expired") return loaded;
    const callSite = this.callSites();
    const isPlain = key !== null && context.settings.strategies.size === 0;
    const answer = isPlain
      ? entityQueries.fetchByKey(model, values)
      : entityQueries.fetchEntities(keyQuery(model, values, callSite));
    return andThen(answer, entities => {
      onOutcome({ origin: callSite?.expression, value: entities, entity: model.name });
      return entities[0] ?? null;
    });
  }

  create(model: EntityModel, values: Readonly<Record<string, unknown>>): object {
    this.#parts.context.statements.requireOpen();
    return this.#parts.unitOfWork().create(model, values);
  }

  /** The version column is always loaded, because a save compares it. */
  protected withVersion(state: QueryState): QueryState {
    const version = this.#parts.context.settings.versionOf(state.variable.entity);
    if (!version || !state.deferred.includes(version)) return state;
    return { ...state, deferred: state.deferred.filter(each => each !== version) };
  }

  protected entitiesOf(entity: EntityModel, rows: readonly SqlRow[]): readonly object[] {
    const place = { entity, offset: 0, positions: null };
    const reader = entityReader(this.#parts.context.identities, place);
    return rows.map(row => reader.readEntity(row, 0, reader.keyOf(row, 0)));
  }
}
