/** Queries for entities: whole, by the page, and by the key of one. */
import { type Answer, memoize } from "../../base/index.ts";
import type { Cause, RowVisitor, SqlRow } from "../../drivers/index.ts";
import {
  type EntityModel,
  fetchPage,
  fetchQuery,
  inStableOrder,
  isSubquery,
  type Load,
  type PageFetch,
  type PageRow,
  type QueryRunner,
  type QueryState,
  rowSetOfQuery,
} from "../../query/index.ts";
import type { Entity } from "../entities/entity-state.ts";
import { keyParameters } from "../statements/key-values.ts";
import type { Asked, Statements } from "../statements/statements.ts";
import type { Fold } from "./fold.ts";
import { GetStatement, keyQuery } from "./get-statement.ts";
import { keptFetch } from "./load-statements.ts";
import type { Loader } from "./loader.ts";

const askedFor = memoize(
  (entity: EntityModel): Asked => ({ cause: () => queryCause(entity), origin: undefined }),
);

export class EntityQueries {
  readonly #loader: Loader;
  readonly #statements: Statements;
  readonly #runner: QueryRunner;

  constructor(loader: Loader, statements: Statements, runner: QueryRunner) {
    this.#loader = loader;
    this.#statements = statements;
    this.#runner = runner;
  }

  /** The entities of a query, with all that is loaded with them. */
  all(state: QueryState): Promise<readonly Entity[]> {
    const loads = this.#loader.planner.plan(state.variable.entity, state.loads);
    return loads.length === 0 ? this.#alone(state) : this.#withLoads(state, loads);
  }

  async #alone(state: QueryState): Promise<readonly Entity[]> {
    const compile = () => {
      const fetch = fetchQuery(state, []);
      return { statement: fetch.statement, reader: fetch };
    };
    let entities: readonly Entity[] = [];
    const answer = this.#statements.read(state, "entities", compile, fetch => {
      const collector = this.#loader.collector(fetch);
      ({ entities } = collector);
      return collector;
    });
    if (answer instanceof Promise) await answer;
    return entities;
  }

  async #withLoads(given: QueryState, loads: readonly Load[]): Promise<readonly Entity[]> {
    const state = repeatable(given, loads);
    const fetch = fetchQuery(state, loads);
    const asked = { cause: () => queryCause(state.variable.entity), origin: undefined };
    const fold = this.#loader.fold(fetch);
    const entities: Entity[] = [];
    const visit = (values: SqlRow, start: number): void => {
      entities.push(fold.read(values, start));
    };
    await this.#statements.runRows(fetch.statement, asked, { visit, keepsLists: true });
    await this.#loader.finish(fold, rowSetOfQuery(state));
    return fetch.repeats ? [...fold.entities] : entities;
  }

  /** The entities of a query in a unique order, each with its values in the keys of that order. */
  async page(state: QueryState): Promise<readonly PageRow[]> {
    const { entity } = state.variable;
    const loads = this.#loader.planner.plan(entity, state.loads);
    const compile = () => {
      const fetch = fetchPage(state, loads, this.#statements.dialect);
      return { statement: fetch.statement, reader: fetch };
    };
    const keys = new Map<Entity, PageRow["keys"]>();
    const foldOf = (fetch: PageFetch): readonly [Fold, RowVisitor] => {
      const fold = this.#loader.fold(fetch);
      const visit = (values: SqlRow, start: number): void => {
        const found = fold.read(values, start);
        if (keys.has(found)) return;
        keys.set(
          found,
          fetch.keysAt.map(place => values[start + place] ?? null),
        );
      };
      return [fold, { visit, keepsLists: true }];
    };
    if (loads.length === 0) {
      await this.#statements.read(state, "page", compile, fetch => foldOf(fetch)[1]);
    } else {
      const { statement, reader } = compile();
      const [fold, visitor] = foldOf(reader);
      const asked = { cause: () => queryCause(entity), origin: undefined };
      await this.#statements.runRows(statement, asked, visitor);
      await this.#loader.finish(fold, rowSetOfQuery(state));
    }
    return [...keys].map(([found, values]) => ({ entity: found, keys: values }));
  }

  /**
   * The entity with a primary key, without anything that is loaded with it.
   * @throws QueryError `type-mismatch` for a value that no key can equal
   */
  get(entity: EntityModel, key: readonly unknown[]): Answer<readonly Entity[]> {
    const parameters = keyParameters(entity, key);
    const runner = this.#runner;
    const make = () => fetchQuery(keyQuery(entity, key, runner), []);
    const { fetch, text } = keptFetch(entity, "get", make);
    const statement = new GetStatement(text, parameters, entity, key, runner);
    const collector = this.#loader.collector(fetch);
    const answer = this.#statements.runShapedRows(statement, askedFor(entity), collector);
    return answer instanceof Promise ? answer.then(() => collector.entities) : collector.entities;
  }
}

const queryCause = ({ name }: EntityModel): Cause => ({ kind: "query", entity: name });

/** A query whose limit cuts in the same place when it is repeated as a subquery. */
const repeatable = (state: QueryState, loads: readonly Load[]): QueryState => {
  const isCut = state.limit !== null || state.offset !== null;
  if (!isCut || !loads.some(isSubquery)) return state;
  return { ...state, orderBy: inStableOrder(state.orderBy, state.variable) };
};
