/** Loads entities and their relations, with as few statements as their strategies allow. */
import { type Answer, andThen, isPending, type TextRange } from "../../base/index.ts";
import type { Cause, RowVisitor, SqlRow } from "../../drivers/index.ts";
import {
  type ColumnModel,
  type Fetch,
  fetchColumns,
  isInline,
  isWhole,
  type Load,
  LoadPlanner,
  type LoadRequest,
  plainRequest,
  type RelatedFetch,
  type RelationModel,
  type RowSet,
  rowSetOfLoad,
} from "../../query/index.ts";
import { isDeferred } from "../entities/deferred-column.ts";
import { type Entity, rowsOf, setReference, stateOf } from "../entities/entity-state.ts";
import { keyIn, keyReader } from "../entities/identity-map.ts";
import { forbid } from "../relations/forbid.ts";
import {
  collectionOf,
  isLoaded,
  knownReference,
  noteBack,
  relatedEntities,
  stillRelated,
} from "../relations/related-entities.ts";
import type { SessionContext } from "../session-context.ts";
import { uncached } from "../statements/cached-statement.ts";
import { EntityCollector, entityReader } from "./entity-reader.ts";
import { GraphReader } from "./graph-reader.ts";
import { keyParts, portions } from "./load-portions.ts";
import { fetches, plainLoad } from "./load-statements.ts";
import { TargetsBySource } from "./targets-by-source.ts";

/** One load to run, with the cause that is reported and the rows that its entities come from. */
type LoadRun = {
  readonly load: Load;
  readonly kind: "lazy load" | "eager load";
  readonly source: RowSet | null;
};

export class Loader {
  readonly #context: SessionContext;

  constructor(context: SessionContext) {
    this.#context = context;
  }

  /** Collects the entities of a statement without relations. */
  collector({ root }: Fetch): EntityCollector {
    return new EntityCollector(entityReader(this.#context.identities, root));
  }

  /** Reads entities and their relations from rows. */
  graphReader({ root }: Fetch): GraphReader {
    return new GraphReader(root, this.#context.identities);
  }

  /** Loads relations of loaded entities. */
  async load(entities: readonly Entity[], requests: readonly LoadRequest[]): Promise<void> {
    const loads = requests.map(request => this.planner.planOne(request));
    await this.loadAll(entities, loads);
  }

  /** Runs planned loads. */
  async loadAll(entities: readonly Entity[], loads: readonly Load[]): Promise<void> {
    for (const load of loads)
      await this.#load(entities, { load, kind: "eager load", source: null });
  }

  /** Loads a relation of one entity, with the relations that are loaded by default. */
  loadLazily(entity: Entity, relation: RelationModel, origin: TextRange | undefined): Answer<void> {
    const load = this.planner.planOne(plainRequest(relation, origin));
    if (load.loads.length > 0) {
      return this.#load([entity], { load, kind: "lazy load", source: null });
    }
    const key = keyParts(entity, relation.sourceColumns);
    if (key.includes(null)) return this.#fill(entity, load, []);
    const { fetch, statement } = plainLoad(load, [key]);
    const collector = this.collector(fetch);
    const finish = (): void => {
      const own = stillRelated(entity, relation, collector.entities);
      this.#fill(entity, load, mayRepeat(fetch, load) ? [...new Set(own)] : own);
    };
    const cause = (): Cause => ({ kind: "lazy load", subject: relation.label });
    const answer = this.#context.statements.visit(statement, { cause, origin }, collector);
    return andThen(answer, finish);
  }

  /** Loads columns of entities that lack them. */
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
      const cause = (): Cause => ({ kind: "eager load", subject: relation });
      const reader = this.graphReader(fetch);
      const visit = (values: SqlRow, start: number): void => {
        reader.readEntity(values, start);
      };
      const statement = uncached(fetch.statement);
      const visitor = { visit, keepsLists: true };
      await this.#context.statements.visit(statement, { cause, origin }, visitor);
    }
  }

  get planner(): LoadPlanner {
    return new LoadPlanner(this.#context.settings.strategies);
  }

  /** Fills relations from the rows of a statement, and runs the loads that need other statements. */
  async finish(reader: GraphReader, source: RowSet | null): Promise<void> {
    this.#finish(reader);
    await this.#loadLater(reader, source);
  }

  async #loadLater(reader: GraphReader, source: RowSet | null): Promise<void> {
    const { node, entities, inner } = reader;
    for (const load of node.later)
      await this.#load([...entities], { load, kind: "eager load", source });
    for (const { load, reader: nextReader } of inner) {
      await this.#loadLater(nextReader, source && rowSetOfLoad(load, source));
    }
  }

  async #load(entities: readonly Entity[], run: LoadRun): Promise<void> {
    const { load, source } = run;
    if (load.strategy === "forbid") return forbid(entities, load.relation);
    const reader = await this.#fetch(this.#incomplete(entities, load), run);
    if (load.loads.length === 0) return;
    const fetched = reader?.entities ?? new Set<Entity>();
    const known = this.#knownTargets(entities, load, fetched);
    const all = [...fetched, ...known];
    // A subquery finds the relations in the database; relations that are changed in memory are loaded by key.
    const next = source && known.length === 0 ? rowSetOfLoad(load, source) : null;
    for (const inner of load.loads) {
      const targets = isInline(inner) ? known : all;
      await this.#load(targets, { load: inner, kind: "eager load", source: next });
    }
    for (const inner of reader?.inner ?? []) {
      await this.#loadLater(inner.reader, next && rowSetOfLoad(inner.load, next));
    }
  }

  /** Related entities that were loaded before, without the relations of this load. */
  #knownTargets(
    entities: readonly Entity[],
    { relation }: Load,
    fetched: ReadonlySet<Entity>,
  ): readonly Entity[] {
    const known = new Set<Entity>();
    for (const entity of entities) {
      for (const target of relatedEntities(entity, relation, this.#context.identities)) {
        if (!fetched.has(target)) known.add(target);
      }
    }
    return [...known];
  }

  /** Runs the statements of one load. One reader reads the rows of all, so that further loads run once. */
  async #fetch(
    incomplete: readonly Entity[],
    { load, kind, source }: LoadRun,
  ): Promise<GraphReader | null> {
    const cause = (): Cause => ({ kind, subject: load.relation.label });
    let reader: GraphReader | null = null;
    for (const { fetch, sources, statement } of fetches(incomplete, load, source)) {
      reader ??= this.graphReader(fetch);
      const targetsBySource = new TargetsBySource(sources, load.relation.sourceColumns);
      const visitor = targetVisitor(fetch, reader, targetsBySource);
      const reason = { cause, origin: load.origin ?? fetch.statement.origin };
      const answer = this.#context.statements.visit(statement, reason, visitor);
      if (isPending(answer)) await answer;
      const repeats = mayRepeat(fetch, load);
      for (const [entity, targets] of targetsBySource) {
        const own = targetsBySource.hasKnown
          ? stillRelated(entity, load.relation, targets)
          : targets;
        this.#fill(entity, load, repeats ? [...new Set(own)] : own);
      }
    }
    if (reader) this.#finish(reader);
    return reader;
  }

  #finish(reader: GraphReader): void {
    reader.finish((entity, load, targets) =>
      this.#fill(entity, load, stillRelated(entity, load.relation, targets)),
    );
  }

  /** The entities whose relation is not loaded. A relation without a key is empty and needs no statement. */
  #incomplete(entities: readonly Entity[], load: Load): readonly Entity[] {
    const { relation } = load;
    const incomplete: Entity[] = [];
    for (const entity of entities) {
      if (isWhole(load) && isLoaded(entity, relation, this.#context.identities)) {
        this.#fill(entity, load, []);
      } else if (keyIn(entity, relation.sourceColumns) === null) this.#fill(entity, load, []);
      else incomplete.push(entity);
    }
    return incomplete;
  }

  /** The relation keeps the list. */
  #fill(entity: Entity, load: Load, targets: Entity[]): void {
    const { relation } = load;
    if (relation.cardinality === "many") {
      const collection = collectionOf(entity, relation);
      noteBack(entity, relation, targets);
      if (isWhole(load)) collection.fill(targets);
      else collection.fillPart(targets);
    } else if (knownReference(entity, relation, this.#context.identities) === undefined) {
      noteBack(entity, relation, targets);
      setReference(entity, relation, targets[0] ?? null);
    }
  }
}

/** Whether the rows of a source may contain an entity more than once. */
const mayRepeat = ({ repeats }: RelatedFetch, { relation }: Load): boolean =>
  repeats || relation.through !== null;

/** Collects the entities of rows by the key of their source. */
const targetVisitor = (
  { sourceKey }: RelatedFetch,
  reader: GraphReader,
  targetsBySource: TargetsBySource,
): RowVisitor => {
  const sourceOf = keyReader(sourceKey);
  const visit = (values: SqlRow, start: number): void => {
    const target = reader.readEntity(values, start);
    const key = sourceOf(values, start);
    if (key !== null) targetsBySource.add(key, target, rowsOf(target) === values);
  };
  return { visit, keepsLists: true };
};
