/** The database as a person's code meets it: entities by name, and what a session can do. */
import { didYouMean } from "../base/index.ts";
import {
  type Api,
  commonTable,
  EntitySetQuery,
  fromState,
  JoinedQuery,
  modelOf,
  QueryError,
  rawQuery,
  recursiveTable,
} from "../query/index.ts";
import { Session, type SessionOptions } from "./session.ts";

/** Opens a session and the object through which code speaks to it. */
export const openDatabase = <Database = Api.DatabaseMethods>(
  options: SessionOptions,
): { readonly db: Database; readonly session: Session } => {
  const session = new Session(options);
  const { entities } = modelOf(options.document);
  const methods: Readonly<Record<string, unknown>> = {
    save: () => session.save(),
    load: (entities: unknown, ...asked: readonly unknown[]) => session.load(entities, asked),
    configure: (settings: Api.SessionSettings) => session.configure(settings),
    delete: (entity: unknown) => session.delete(entity),
    transaction: (body: () => Promise<unknown>) => session.inTransaction(body),
    refresh: (entity: unknown) => session.refresh(entity),
    detach: (entity: unknown) => session.detach(entity),
    expire: (entity: unknown) => session.expire(entity),
    merge: (entity: unknown) => session.merge(entity),
    close: () => session.close(),
    isChanged: (entity: unknown) => session.isChanged(entity),
    discard: () => session.discard(),
    from: (source: unknown) => new JoinedQuery(fromState(source, session), session),
    commonTable: (name: string, query: unknown) => commonTable(name, query, session),
    recursiveTable: (name: string, start: unknown, step: (self: unknown) => unknown) =>
      recursiveTable(name, start, step, session),
    sql: (texts: readonly string[], ...holes: readonly unknown[]) =>
      session.raw(rawQuery(texts, holes, null, session.callSites()?.expression)),
  };
  const db = new Proxy(methods, {
    get(own, name) {
      if (typeof name === "symbol" || name === "then") return undefined;
      const entity = entities.get(name);
      if (entity) return new EntitySetQuery(entity, session);
      if (Object.hasOwn(own, name)) return own[name];
      throw new QueryError("unknown-entity", `There is no entity "${name}".`, {
        range: session.callSites()?.expression,
        hint: didYouMean(name, entities.keys()),
      });
    },
  });
  return { db: db as Database, session };
};
