/** Loads entities and their relations, by as few statements as their strategies allow. */
import type { Answer, TextRange } from "../base/index.ts";
import type { Cause, QueryResult, SqlRow } from "../drivers/index.ts";
import {
  type ColumnModel,
  type EntityModel,
  type Fetch,
  fetchColumns,
  fetchPage,
  fetchQuery,
  inStableOrder,
  isInline,
  isSubquery,
  isWhole,
  type Load,
  LoadPlanner,
  type LoadRequest,
  type PageRow,
  type QueryState,
  type RelatedFetch,
  type RowSet,
  rowSetOfLoad,
  rowSetOfQuery,
} from "../query/index.ts";
import type { ParameterValue } from "../sql/index.ts";
import { isDeferred } from "./deferred-column.ts";
import type { Key } from "./entities-by-key.ts";
import type { EntityOwner } from "./entity-state.ts";
import { type Entity, stateOf } from "./entity-state.ts";
import { Fold, type Materialize, rowKeyOf } from "./fold.ts";
import { forbid } from "./forbid.ts";
import { type IdentityMap, keyIn, keyReader } from "./identity-map.ts";
import { portions } from "./load-portions.ts";
import { fetches, keptFetch } from "./load-statements.ts";
import { materializer } from "./materialize.ts";
import {
  collectionOf,
  isLoaded,
  knownReference,
  relatedEntities,
  stillRelated,
} from "./related-entities.ts";
import type { SessionSettings } from "./session-settings.ts";
import type { Statements } from "./statements.ts";

/** Where statements run: a session. */
export type StatementRunner = {
  readonly identities: IdentityMap;
  readonly settings: SessionSettings;
  readonly statements: Statements;
};

type LoadKind = "lazy load" | "eager load";

export class Loader {
  readonly #runner: StatementRunner;
  readonly #materialize: Materialize;

  constructor(runner: StatementRunner, owner: EntityOwner) {
    this.#runner = runner;
    this.#materialize = materializer(runner.identities, owner);
  }

  /** The entities of a query, with all that is loaded with them. */
  async query(state: QueryState): Promise<readonly Entity[]> {
    const { entity } = state.variable;
    const loads = this.#planner.plan(entity, state.loads);
    const stable = repeatable(state, loads);
    const compile = () => {
      const fetch = fetchQuery(stable, loads);
      return { statement: fetch.statement, reader: fetch };
    };
    const { statements } = this.#runner;
    if (loads.length === 0) {
      const answer = statements.read(state, "entities", compile);
      const { rows, reader } = answer instanceof Promise ? await answer : answer;
      return this.#read(reader, rows);
    }
    const fetch = fetchQuery(stable, loads);
    const cause: Cause = { kind: "query", entity: entity.name };
    const { rows } = await statements.run(fetch.statement, cause);
    const fold = new Fold(fetch.root, this.#materialize);
    const entities = rows.map(row => fold.read(row));
    this.#finish(fold);
    await this.#loadLater(fold, rowSetOfQuery(stable));
    return fetch.repeats ? [...fold.entities] : entities;
  }

  /** The entities of a query in a unique order, each with its values in the keys of that order. */
  async page(state: QueryState): Promise<readonly PageRow[]> {
    const { name } = state.variable.entity;
    const loads = this.#planner.plan(state.variable.entity, state.loads);
    const { statements } = this.#runner;
    const compile = () => {
      const fetch = fetchPage(state, loads, statements.dialect);
      return { statement: fetch.statement, reader: fetch };
    };
    const compileAndRun = async () => {
      const { statement, reader } = compile();
      const { rows } = await statements.run(statement, { kind: "query", entity: name });
      return { rows, reader };
    };
    const { rows, reader } = await (loads.length === 0
      ? statements.read(state, "page", compile)
      : compileAndRun());
    const fold = new Fold(reader.root, this.#materialize);
    const keys = new Map<Entity, PageRow["keys"]>();
    for (const row of rows) {
      const entity = fold.read(row);
      if (!keys.has(entity))
        keys.set(
          entity,
          reader.keysAt.map(place => row[place] ?? null),
        );
    }
    this.#finish(fold);
    await this.#loadLater(fold, rowSetOfQuery(state));
    return [...keys].map(([entity, values]) => ({ entity, keys: values }));
  }

  /** The entity with a primary key, without anything that is loaded with it. */
  get(
    entity: EntityModel,
    key: readonly ParameterValue[],
    query: () => QueryState,
  ): Answer<readonly Entity[]> {
    const make = () => fetchQuery(query(), []);
    const { fetch, text } = keptFetch(entity, "get", make);
    const shaped = { text, parameters: [...key, 1], statement: () => make().statement };
    const cause = (): Cause => ({ kind: "query", entity: entity.name });
    const read = ({ rows }: QueryResult) => this.#read(fetch, rows);
    const answer = this.#runner.statements.runShaped(shaped, cause, undefined);
    return answer instanceof Promise ? answer.then(read) : read(answer);
  }

  /** The entities of rows that nothing is loaded with. */
  #read({ root }: Fetch, rows: readonly SqlRow[]): readonly Entity[] {
    const make = this.#materialize(root);
    const keyOf = rowKeyOf(root);
    return rows.map(row => make(row, keyOf(row)));
  }

  /** Loads relations of entities that are there. */
  async load(
    entities: readonly Entity[],
    requests: readonly LoadRequest[],
    kind: LoadKind,
  ): Promise<void> {
    for (const request of requests) {
      await this.#load(entities, this.#planner.planOne(request), kind, null);
    }
  }

  /** Loads columns of entities that came without them. */
  async loadColumns(
    entities: readonly Entity[],
    columns: readonly ColumnModel[],
    origin: TextRange | undefined,
  ): Promise<void> {
    const isIncomplete = (entity: Entity) => columns.some(column => isDeferred(entity, column));
    const incomplete = entities.filter(isIncomplete);
    const [first] = incomplete;
    if (!first) return;
    const { model } = stateOf(first);
    const relation = `${model.name}.${columns.map(column => column.name).join(", ")}`;
    for (const { keys } of portions(incomplete, model.primaryKey)) {
      const fetch = fetchColumns(model, columns, keys, origin);
      const cause: Cause = { kind: "eager load", relation };
      const { rows } = await this.#runner.statements.run(fetch.statement, cause, origin);
      const fold = new Fold(fetch.root, this.#materialize);
      for (const row of rows) fold.read(row);
    }
  }

  get #planner(): LoadPlanner {
    return new LoadPlanner(this.#runner.settings.strategies);
  }

  /** Loads what the statement of a fold left to others. */
  async #loadLater(fold: Fold, source: RowSet | null): Promise<void> {
    const { node, entities, inner } = fold;
    for (const load of node.later) await this.#load([...entities], load, "eager load", source);
    for (const { load, fold: next } of inner) {
      await this.#loadLater(next, source && rowSetOfLoad(load, source));
    }
  }

  async #load(
    entities: readonly Entity[],
    load: Load,
    kind: LoadKind,
    source: RowSet | null,
  ): Promise<void> {
    if (load.strategy === "forbid") return forbid(entities, load.relation);
    const fold = await this.#fetch(this.#wanted(entities, load), load, kind, source);
    if (load.loads.length === 0) return;
    const fetched = fold?.entities ?? new Set<Entity>();
    const known = this.#knownTargets(entities, load, fetched);
    const all = [...fetched, ...known];
    // A subquery finds what the database relates; of what is related here, only keys can be told.
    const next = source && known.length === 0 ? rowSetOfLoad(load, source) : null;
    for (const inner of load.loads) {
      const cameAlong = isInline(inner);
      await this.#load(cameAlong ? known : all, inner, "eager load", next);
    }
    for (const inner of fold?.inner ?? []) {
      await this.#loadLater(inner.fold, next && rowSetOfLoad(inner.load, next));
    }
  }

  /** Related entities that were there already: they come without what is loaded with them. */
  #knownTargets(
    entities: readonly Entity[],
    { relation }: Load,
    fetched: ReadonlySet<Entity>,
  ): readonly Entity[] {
    const known = new Set<Entity>();
    for (const entity of entities) {
      for (const target of relatedEntities(entity, relation, this.#runner.identities)) {
        if (!fetched.has(target)) known.add(target);
      }
    }
    return [...known];
  }

  /** Runs the statements of one load. One fold takes the rows of all, so that what follows is asked for once. */
  async #fetch(
    wanted: readonly Entity[],
    load: Load,
    kind: LoadKind,
    source: RowSet | null,
  ): Promise<Fold | null> {
    const cause = (): Cause => ({ kind, relation: load.relation.label });
    let fold: Fold | null = null;
    for (const { fetch, sources, shaped } of fetches(wanted, load, source)) {
      const answer = shaped
        ? this.#runner.statements.runShaped(shaped, cause, load.origin)
        : this.#runner.statements.run(fetch.statement, cause(), load.origin);
      const { rows } = await answer;
      fold ??= new Fold(fetch.root, this.#materialize);
      const found = foundBySource(rows, fetch, fold);
      const mayRepeat = fetch.repeats || load.relation.through !== null;
      for (const entity of sources) {
        const key = keyIn(entity, load.relation.sourceColumns);
        const targets = key === null ? undefined : found.get(key);
        this.#fill(entity, load, (mayRepeat && targets ? [...new Set(targets)] : targets) ?? []);
      }
    }
    if (fold) this.#finish(fold);
    return fold;
  }

  #finish(fold: Fold): void {
    fold.finish((entity, load, targets) => this.#fill(entity, load, targets));
  }

  /** The entities of which something is left to load; what is known to lead nowhere is filled at once. */
  #wanted(entities: readonly Entity[], load: Load): readonly Entity[] {
    const { relation } = load;
    const wanted: Entity[] = [];
    for (const entity of entities) {
      if (isWhole(load) && isLoaded(entity, relation, this.#runner.identities)) {
        this.#fill(entity, load, []);
      } else if (keyIn(entity, relation.sourceColumns) === null) this.#fill(entity, load, []);
      else wanted.push(entity);
    }
    return wanted;
  }

  #fill(entity: Entity, load: Load, targets: readonly Entity[]): void {
    const { relation } = load;
    const own = relation.through ? targets : stillRelated(entity, relation, targets);
    if (relation.cardinality === "many") {
      const collection = collectionOf(entity, relation);
      if (isWhole(load)) collection.fill(own);
      else collection.fillPart(own);
    } else if (knownReference(entity, relation, this.#runner.identities) === undefined) {
      stateOf(entity).setReference(relation, own[0] ?? null);
    }
  }
}

/** The entities of rows, by the key of those that they belong to. */
const foundBySource = (
  rows: readonly SqlRow[],
  { sourceKey }: RelatedFetch,
  fold: Fold,
): ReadonlyMap<Key, readonly Entity[]> => {
  const sourceOf = keyReader(sourceKey);
  const found = new Map<Key, Entity[]>();
  for (const row of rows) {
    const target = fold.read(row);
    const key = sourceOf(row);
    if (key === null) continue;
    const targets = found.get(key);
    if (targets) targets.push(target);
    else found.set(key, [target]);
  }
  return found;
};

/** A query whose limit cuts in the same place when it is repeated as a subquery. */
const repeatable = (state: QueryState, loads: readonly Load[]): QueryState => {
  const isCut = state.limit !== null || state.offset !== null;
  if (!isCut || !loads.some(isSubquery)) return state;
  return { ...state, orderBy: inStableOrder(state.orderBy, state.variable) };
};
