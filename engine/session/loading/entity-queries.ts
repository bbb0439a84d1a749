/** Queries for entities: whole, by the page, and by the key of one. */
import type { Answer } from "../../base/index.ts";
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
  type QueryState,
  rowSetOfQuery,
} from "../../query/index.ts";
import type { ParameterValue } from "../../sql/index.ts";
import type { Entity } from "../entities/entity-state.ts";
import type { StatementText } from "../statements/shaped-statement.ts";
import type { Asked, Statements } from "../statements/statements.ts";
import { Fold } from "./fold.ts";
import { keptFetch } from "./load-statements.ts";
import type { Collect, Loader } from "./loader.ts";

/** What all gets of an entity have in common. */
type Getter = { readonly text: StatementText; readonly collect: Collect; readonly asked: Asked };

export class EntityQueries {
  readonly #loader: Loader;
  readonly #statements: Statements;
  readonly #getters = new Map<EntityModel, Getter>();

  constructor(loader: Loader, statements: Statements) {
    this.#loader = loader;
    this.#statements = statements;
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
    const entities: Entity[] = [];
    const answer = this.#statements.read(state, "entities", compile, fetch =>
      this.#loader.collector(fetch)(entities),
    );
    if (answer instanceof Promise) await answer;
    return entities;
  }

  async #withLoads(given: QueryState, loads: readonly Load[]): Promise<readonly Entity[]> {
    const state = repeatable(given, loads);
    const fetch = fetchQuery(state, loads);
    const asked = { cause: () => queryCause(state.variable.entity), origin: undefined };
    const fold = new Fold(fetch.root, this.#loader.materialize);
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
      const fold = new Fold(fetch.root, this.#loader.materialize);
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

  /** The entity with a primary key, without anything that is loaded with it. */
  get(
    entity: EntityModel,
    key: readonly ParameterValue[],
    query: () => QueryState,
  ): Answer<readonly Entity[]> {
    const { text, collect, asked } = this.#getterOf(entity, query);
    const statement = () => fetchQuery(query(), []).statement;
    const shaped = { text, parameters: key, statement };
    const found: Entity[] = [];
    const answer = this.#statements.runShapedRows(shaped, asked, collect(found));
    return answer instanceof Promise ? answer.then(() => found) : found;
  }

  #getterOf(entity: EntityModel, query: () => QueryState): Getter {
    const known = this.#getters.get(entity);
    if (known) return known;
    const { fetch, text } = keptFetch(entity, "get", () => fetchQuery(query(), []));
    const asked = { cause: () => queryCause(entity), origin: undefined };
    const getter = { text, collect: this.#loader.collector(fetch), asked };
    this.#getters.set(entity, getter);
    return getter;
  }
}

const queryCause = ({ name }: EntityModel): Cause => ({ kind: "query", entity: name });

/** A query whose limit cuts in the same place when it is repeated as a subquery. */
const repeatable = (state: QueryState, loads: readonly Load[]): QueryState => {
  const isCut = state.limit !== null || state.offset !== null;
  if (!isCut || !loads.some(isSubquery)) return state;
  return { ...state, orderBy: inStableOrder(state.orderBy, state.variable) };
};
