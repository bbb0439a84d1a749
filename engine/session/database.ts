/** The object by which code uses a database: entities by name, and the methods of a session. */
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
  SelectionQuery,
  valuesState,
} from "../query/index.ts";
import { type OpenSession, openSession } from "./open-session.ts";
import type { Session } from "./session.ts";
import type { SessionOptions } from "./session-options.ts";

type Method = (...args: never[]) => unknown;

type RecursiveArguments = readonly [
  start: unknown,
  step: (self: unknown) => unknown,
  options?: { readonly distinct?: boolean },
];

const methodsOf = ({ session, queries }: OpenSession) =>
  ({
    save: () => session.save(),
    load: (entities: unknown, ...selection: readonly unknown[]) =>
      session.load(entities, selection),
    configure: (settings: Api.SessionSettings) => session.configure(settings),
    delete: (entity: unknown) => session.delete(entity),
    transaction: (body: () => Promise<unknown>) => session.transaction(body),
    refresh: (entity: unknown) => session.refresh(entity),
    detach: (entity: unknown) => session.detach(entity),
    expire: (entity: unknown) => session.expire(entity),
    merge: (entity: unknown) => session.merge(entity),
    close: () => session.close(),
    isChanged: (entity: unknown) => session.isChanged(entity),
    discard: () => session.discard(),
    from: (source: unknown) => new JoinedQuery(fromState(source, queries), queries),
    select: (shape: unknown) => new SelectionQuery(valuesState(shape, queries), queries),
    commonTable: (name: string, query: unknown) => commonTable(name, query, queries),
    recursiveTable: (name: string, ...[start, step, options]: RecursiveArguments) =>
      recursiveTable(name, { start, step, distinct: options?.distinct ?? false }, queries),
    sql: (texts: readonly string[], ...holes: readonly unknown[]) =>
      queries.raw(rawQuery(texts, holes, null, queries.callSites()?.expression)),
  }) satisfies Record<keyof Api.DatabaseMethods, Method>;

/** Finds entities and methods by name. An entity with the name of a method takes precedence. */
class DatabaseNames implements ProxyHandler<object> {
  readonly #open: OpenSession;
  readonly #entities: Model["entities"];
  /** Created with the first call of a method. */
  #methods: Readonly<Record<string, Method>> | null = null;

  constructor(open: OpenSession, { entities }: Model) {
    this.#open = open;
    this.#entities = entities;
  }

  get(_: object, name: string | symbol): unknown {
    if (typeof name === "symbol" || name === "then") return undefined;
    const { queries } = this.#open;
    const entity = this.#entities.get(name);
    if (entity) return new EntitySetQuery(entity, queries);
    this.#methods ??= methodsOf(this.#open);
    if (Object.hasOwn(this.#methods, name)) return this.#methods[name];
    throw new QueryError("unknown-entity", `There is no entity "${name}".`, {
      range: queries.callSites()?.expression,
      hint: didYouMean(name, this.#entities.keys()),
    });
  }
}

/** Opens a session and the object by which code uses it. */
export const openDatabase = <Database = Api.DatabaseMethods>(
  options: SessionOptions,
): { readonly db: Database; readonly session: Session } => {
  const open = openSession(options);
  const db = new Proxy({}, new DatabaseNames(open, modelOf(options.document)));
  return { db: db as Database, session: open.session };
};
