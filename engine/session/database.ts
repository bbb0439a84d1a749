/** The database as a person's code meets it: entities by name, and what a session can do. */
import { didYouMean } from "../base/index.ts";
import { type Api, EntitySetQuery, modelOf, QueryError } from "../query/index.ts";
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
