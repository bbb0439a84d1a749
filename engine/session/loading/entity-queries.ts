/** Fetches entities: of a query, of a page, and by primary key. */
import { type Answer, andThen, isPending, memoize } from "../../base/index.ts";
import type { Cause, RowVisitor, SqlRow } from "../../drivers/index.ts";
import {
  type CallSites,
  type EntityModel,
  fetchPage,
  fetchQuery,
  inStableOrder,
  isSubquery,
  type Load,
  type PageFetch,
  type PageRow,
  type QueryState,
  rowSetOfQuery,
} from "../../query/index.ts";
import type { Entity } from "../entities/entity-state.ts";
import { uncached } from "../statements/cached-statement.ts";
import { eventQuery, type Reason, type Statements } from "../statements/statements.ts";
import { GetStatement, keyQuery } from "./get-statement.ts";
import type { GraphReader } from "./graph-reader.ts";
import { cachedFetch } from "./load-statements.ts";
import type { Loader } from "./loader.ts";

export class EntityQueries {
  readonly #loader: Loader;
  readonly #statements: Statements;
  readonly #callSites: CallSites;

  constructor(loader: Loader, statements: Statements, callSites: CallSites) {
    this.#loader = loader;
    this.#statements = statements;
    this.#callSites = callSites;
  }

  /** The entities of a query, with the relations that are loaded with them. */
  fetchEntities(state: QueryState): Promise<readonly Entity[]> {
    const loads = this.#loader.planner.plan(state.variable.entity, state.loads);
    return loads.length === 0 ? this.#alone(state) : this.#withLoads(state, loads);
  }

  async #alone(state: QueryState): Promise<readonly Entity[]> {
    const compile = () => {
      const fetch = fetchQuery(state, []);
      return { statement: fetch.statement, reader: fetch };
    };
    let entities: readonly Entity[] = [];
    const query = { state, purpose: "entities", compile } as const;
    const answer = this.#statements.visitQuery(query, fetch => {
      const collector = this.#loader.collector(fetch);
      ({ entities } = collector);
      return collector;
    });
    if (isPending(answer)) await answer;
    return entities;
  }

  async #withLoads(requested: QueryState, loads: readonly Load[]): Promise<readonly Entity[]> {
    const state = repeatable(requested, loads);
    const fetch = fetchQuery(state, loads);
    const { entity: model } = state.variable;
    const query = () => eventQuery("entities", requested);
    const reason = { cause: queryCause(model), origin: fetch.statement.origin, query };
    const graphReader = this.#loader.graphReader(fetch);
    const entities: Entity[] = [];
    const visit = (values: SqlRow, start: number): void => {
      entities.push(graphReader.readEntity(values, start));
    };
    await this.#statements.visit(uncached(fetch.statement), reason, { visit, keepsLists: true });
    await this.#loader.finish(graphReader, rowSetOfQuery(state));
    return fetch.repeats ? [...graphReader.entities] : entities;
  }

  /** The entities of a query in a unique order, each with its values of the sort keys. */
  async fetchPage(state: QueryState): Promise<readonly PageRow[]> {
    const { entity: model } = state.variable;
    const loads = this.#loader.planner.plan(model, state.loads);
    const compile = () => {
      const fetch = fetchPage(state, loads, this.#statements.dialect);
      return { statement: fetch.statement, reader: fetch };
    };
    const keys = new Map<Entity, PageRow["keys"]>();
    const pageVisitor = (fetch: PageFetch): readonly [GraphReader, RowVisitor] => {
      const graphReader = this.#loader.graphReader(fetch);
      const visit = (values: SqlRow, start: number): void => {
        const entity = graphReader.readEntity(values, start);
        if (keys.has(entity)) return;
        keys.set(
          entity,
          fetch.keysAt.map(place => values[start + place] ?? null),
        );
      };
      return [graphReader, { visit, keepsLists: true }];
    };
    if (loads.length === 0) {
      const query = { state, purpose: "page", compile } as const;
      await this.#statements.visitQuery(query, fetch => pageVisitor(fetch)[1]);
    } else {
      const { statement, reader } = compile();
      const [graphReader, visitor] = pageVisitor(reader);
      const query = () => eventQuery("page", state);
      const reason = { cause: queryCause(model), origin: statement.origin, query };
      await this.#statements.visit(uncached(statement), reason, visitor);
      await this.#loader.finish(graphReader, rowSetOfQuery(state));
    }
    return [...keys].map(([item, values]) => ({ item, keys: values }));
  }

  /**
   * The entity with a primary key, without relations.
   * @throws QueryError `type-mismatch` for a value that no key can equal
   */
  fetchByKey(entity: EntityModel, key: readonly unknown[]): Answer<readonly Entity[]> {
    const callSite = this.#callSites();
    const create = () => fetchQuery(keyQuery(entity, key, callSite), []);
    const { fetch, text } = cachedFetch(entity, "get", create);
    const statement = new GetStatement({ entity, key, text, callSite });
    const collector = this.#loader.collector(fetch);
    const query = () => eventQuery("entities", keyQuery(entity, key, callSite));
    const reason = { cause: queryCause(entity), origin: callSite?.expression, query };
    const answer = this.#statements.visit(statement, reason, collector);
    return andThen(answer, () => collector.entities);
  }
}

export const queryCause = memoize(
  ({ name }: EntityModel): Reason["cause"] =>
    (): Cause => ({ kind: "query", subject: name }),
);

/** A query with a stable order, so that a limit selects the same rows if the query is repeated as a subquery. */
export const repeatable = (state: QueryState, loads: readonly Load[]): QueryState => {
  const isCut = state.limit !== null || state.offset !== null;
  if (!isCut || !loads.some(isSubquery)) return state;
  return { ...state, orderBy: inStableOrder(state.orderBy, state.variable) };
};
