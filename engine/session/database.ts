/** The database as a person's code meets it: entities by name, and what a session can do. */
import { didYouMean } from "../base/index.ts";
import {
  type Api,
  commonTable,
  EntitySetQuery,
  fromState,
  JoinedQuery,
  type Model,
  modelOf,
  QueryError,
  rawQuery,
  recursiveTable,
} from "../query/index.ts";
import { Session, type SessionOptions } from "./session.ts";

type Method = (session: Session) => unknown;

const METHODS = new Map<string, Method>(
  Object.entries<Method>({
    save: session => () => session.save(),
    load:
      session =>
      (entities: unknown, ...asked: readonly unknown[]) =>
        session.load(entities, asked),
    configure: session => (settings: Api.SessionSettings) => session.configure(settings),
    delete: session => (entity: unknown) => session.delete(entity),
    transaction: session => (body: () => Promise<unknown>) => session.inTransaction(body),
    refresh: session => (entity: unknown) => session.refresh(entity),
    detach: session => (entity: unknown) => session.detach(entity),
    expire: session => (entity: unknown) => session.expire(entity),
    merge: session => (entity: unknown) => session.merge(entity),
    close: session => () => session.close(),
    isChanged: session => (entity: unknown) => session.isChanged(entity),
    discard: session => () => session.discard(),
    from: session => (source: unknown) => new JoinedQuery(fromState(source, session), session),
    commonTable: session => (name: string, query: unknown) => commonTable(name, query, session),
    recursiveTable:
      session =>
      (
        name: string,
        start: unknown,
        step: (self: unknown) => unknown,
        { distinct = false }: { readonly distinct?: boolean } = {},
      ) =>
        recursiveTable(name, { start, step, distinct }, session),
    sql:
      session =>
      (texts: readonly string[], ...holes: readonly unknown[]) =>
        session.raw(rawQuery(texts, holes, null, session.callSites()?.expression)),
  }),
);

/** Finds entities and methods by their names. An entity that is called like a method comes first. */
class DatabaseNames implements ProxyHandler<object> {
  readonly #session: Session;
  readonly #entities: Model["entities"];

  constructor(session: Session, { entities }: Model) {
    this.#session = session;
    this.#entities = entities;
  }

  get(_: object, name: string | symbol): unknown {
    if (typeof name === "symbol" || name === "then") return undefined;
    const entity = this.#entities.get(name);
    if (entity) return new EntitySetQuery(entity, this.#session);
    const method = METHODS.get(name);
    if (method) return method(this.#session);
    throw new QueryError("unknown-entity", `There is no entity "${name}".`, {
      range: this.#session.callSites()?.expression,
      hint: didYouMean(name, this.#entities.keys()),
    });
  }
}

/** Opens a session and the object by which code uses it. */
export const openDatabase = <Database = Api.DatabaseMethods>(
  options: SessionOptions,
): { readonly db: Database; readonly session: Session } => {
  const session = new Session(options);
  const db = new Proxy({}, new DatabaseNames(session, modelOf(options.document)));
  return { db: db as Database, session };
};
