/** What entities are related to: read, loaded by as few statements as possible, and kept in step on both sides. */
import type { TextRange } from "../base/index.ts";
import type { Cause, QueryResult, SqlRow, SqlValue } from "../drivers/index.ts";
import {
  type CallSites,
  type EntityModel,
  type LoadRequest,
  QueryError,
  type RelationModel,
} from "../query/index.ts";
import type { Statement } from "../sql/index.ts";
import { Collection, type CollectionOwner } from "./collection.ts";
import { type Entity, type EntityOwner, isEntity, stateOf } from "./entity.ts";
import { type IdentityMap, keyIn, keyOf } from "./identity-map.ts";
import { isPlainLink, type LinkChange, type LinkChanges, reverseOf } from "./link-changes.ts";
import { KEYS_PER_STATEMENT, leadsToPrimaryKey, loadStatement, plainRequest } from "./load.ts";
import { lazyReference } from "./reference.ts";

/** Where rows come from and become objects: a session. */
export type RowSource = {
  readonly callSites: CallSites;
  readonly identities: IdentityMap;
  run(statement: Statement, cause: Cause, origin?: TextRange): Promise<QueryResult>;
  entityOf(model: EntityModel, row: SqlRow): Entity;
};

type LoadKind = "lazy load" | "eager load";

const sameKey = (a: string | number | null, b: string | number | null): boolean =>
  a !== null && a === b;

export class Relations implements EntityOwner, CollectionOwner<Entity> {
  readonly #rows: RowSource;
  readonly #links: LinkChanges;

  constructor(rows: RowSource, links: LinkChanges) {
    this.#rows = rows;
    this.#links = links;
  }

  readRelation(entity: Entity, relation: RelationModel): unknown {
    const origin = this.#rows.callSites()?.expression;
    if (relation.cardinality === "many") {
      const collection = this.#collectionOf(entity, relation);
      collection.origin = origin;
      return collection;
    }
    const known = this.#knownReference(entity, relation);
    if (known !== undefined) return known;
    return lazyReference(relation, origin, async () => {
      await this.loadAll([entity], [plainRequest(relation, origin)], "lazy load");
      return this.#knownReference(entity, relation) ?? null;
    });
  }

  writeRelation(entity: Entity, relation: RelationModel, value: unknown): void {
    const range = this.#rows.callSites()?.expression;
    if (relation.cardinality === "many") {
      throw new QueryError("invalid-value", `${relation.label} cannot be replaced as a whole.`, {
        range,
        hint: "Use add() and remove().",
      });
    }
    if (value !== null && !isEntity(value)) {
      throw new QueryError("not-an-entity", `${relation.label} needs a ${relation.target.name}.`, {
        range,
      });
    }
    this.#link(entity, relation, value);
  }

  #collectionOf(entity: Entity, relation: RelationModel): Collection<Entity> {
    const { collections, status } = stateOf(entity);
    const known = collections.get(relation);
    if (known) return known;
    const collection = new Collection(entity, relation, this);
    if (status === "new") collection.fill([]);
    collections.set(relation, collection);
    return collection;
  }

  /** What a to-one relation is known to lead to; undefined when that takes a statement. */
  #knownReference(entity: Entity, relation: RelationModel): Entity | null | undefined {
    const target = stateOf(entity).references.get(relation);
    const key = keyIn(entity, relation.sourceColumns);
    if (target === null) return key === null || !relation.holdsKey ? null : undefined;
    if (target) {
      const isNew = stateOf(target).status === "new";
      if (isNew || sameKey(keyIn(target, relation.targetColumns), key)) return target;
    }
    if (key === null) return null;
    return leadsToPrimaryKey(relation)
      ? this.#rows.identities.get(relation.target, key)
      : undefined;
  }

  #link(entity: Entity, relation: RelationModel, target: Entity | null): void {
    const before = this.#knownReference(entity, relation);
    const inverse = inverseOf(relation);
    if (before && inverse) stateOf(before).collections.get(inverse)?.exclude(entity);
    if (target && inverse) stateOf(target).collections.get(inverse)?.include(entity);
    stateOf(entity).references.set(relation, target);
    if (!relation.holdsKey) {
      if (target && inverse) this.#link(target, inverse, entity);
      return;
    }
    relation.sourceColumns.forEach((column, index) => {
      const key = relation.targetColumns[index];
      entity[column.name] = target && key ? target[key.name] : null;
    });
  }

  async load(collection: Collection<Entity>): Promise<void> {
    const { entity, relation, origin } = collection;
    await this.loadAll([entity], [plainRequest(relation, origin)], "lazy load");
  }

  added(collection: Collection<Entity>, entity: Entity): void {
    this.#relate(collection, entity, "link");
  }

  removed(collection: Collection<Entity>, entity: Entity): void {
    this.#relate(collection, entity, "unlink");
  }

  #relate(collection: Collection<Entity>, target: Entity, kind: LinkChange["kind"]): void {
    const { relation, entity: source } = collection;
    const { through, label } = relation;
    if (!through) {
      const inverse = inverseOf(relation);
      if (inverse) this.#link(target, inverse, kind === "link" ? source : null);
      return;
    }
    if (!isPlainLink(through)) {
      throw new QueryError("invalid-value", `${label} is written through its join table.`, {
        hint: `Create or delete a ${through.entity.name} instead.`,
      });
    }
    const reverse = reverseOf(relation);
    const other = reverse && stateOf(target).collections.get(reverse);
    if (kind === "link") other?.include(source);
    else other?.exclude(source);
    this.#links.note({ kind, relation, source, target });
  }

  async loadAll(
    entities: readonly Entity[],
    requests: readonly LoadRequest[],
    kind: LoadKind,
  ): Promise<void> {
    for (const request of requests) await this.#loadOne(entities, request, kind);
  }

  async #loadOne(entities: readonly Entity[], request: LoadRequest, kind: LoadKind): Promise<void> {
    const { relation } = request;
    const found = new Map<string | number, Entity[]>();
    for (const keys of this.#wantedKeys(entities, request)) {
      const { statement, sourceKey } = loadStatement(request, keys);
      const cause: Cause = { kind, relation: relation.label };
      const { rows } = await this.#rows.run(statement, cause, request.origin);
      for (const row of rows) {
        const key = keyOf(sourceKey(row));
        if (key === null) continue;
        const entity = this.#rows.entityOf(relation.target, row);
        const group = found.get(key);
        if (group) group.push(entity);
        else found.set(key, [entity]);
      }
    }
    for (const entity of entities) this.#fill(entity, relation, found);
    const targets = entities.flatMap(entity => this.#loadedTargets(entity, relation));
    if (request.loads.length > 0) await this.loadAll([...new Set(targets)], request.loads, kind);
  }

  /** The keys to look up, in portions; those that the identity map can answer are left out. */
  *#wantedKeys(
    entities: readonly Entity[],
    { relation, where }: LoadRequest,
  ): Generator<readonly (readonly SqlValue[])[]> {
    const wanted = new Map<string | number, readonly SqlValue[]>();
    for (const entity of entities) {
      const key = keyIn(entity, relation.sourceColumns);
      const isKnown = where.length === 0 && this.#isLoaded(entity, relation);
      if (key === null || isKnown) continue;
      wanted.set(
        key,
        relation.sourceColumns.map(column => entity[column.name] as SqlValue),
      );
    }
    const keys = [...wanted.values()];
    for (let start = 0; start < keys.length; start += KEYS_PER_STATEMENT) {
      yield keys.slice(start, start + KEYS_PER_STATEMENT);
    }
  }

  #isLoaded(entity: Entity, relation: RelationModel): boolean {
    if (relation.cardinality === "one") return this.#knownReference(entity, relation) !== undefined;
    return stateOf(entity).collections.get(relation)?.isLoaded ?? false;
  }

  #fill(
    entity: Entity,
    relation: RelationModel,
    found: ReadonlyMap<string | number, readonly Entity[]>,
  ): void {
    const key = keyIn(entity, relation.sourceColumns);
    const targets = key === null ? [] : found.get(key);
    if (relation.cardinality === "many") {
      const collection = this.#collectionOf(entity, relation);
      if (targets || !collection.isLoaded) collection.fill(targets ?? []);
      return;
    }
    if (targets || !this.#isLoaded(entity, relation)) {
      stateOf(entity).references.set(relation, targets?.[0] ?? null);
    }
  }

  #loadedTargets(entity: Entity, relation: RelationModel): readonly Entity[] {
    if (relation.cardinality === "many") {
      return stateOf(entity).collections.get(relation)?.items ?? [];
    }
    const target = this.#knownReference(entity, relation);
    return target ? [target] : [];
  }
}

/** The relation that leads back, where there is one and no join table stands between. */
const inverseOf = (relation: RelationModel): RelationModel | undefined => {
  if (relation.through) return undefined;
  return [...relation.target.relations.values()].find(
    other =>
      other.relation.foreignKey === relation.relation.foreignKey &&
      other.holdsKey !== relation.holdsKey &&
      other.through === null,
  );
};
