/** Reads, loads and changes the relations of entities, and keeps both sides of a relation consistent. */
import type { Answer, TextRange } from "../base/index.ts";
import { QueryError, type RelationModel } from "../query/index.ts";
import type { Collection, CollectionOwner } from "./entities/collection.ts";
import {
  type Entity,
  type EntityOwner,
  heldReferences,
  referenceOf,
  setReference,
  stateOf,
} from "./entities/entity-state.ts";
import type { Loader } from "./loading/loader.ts";
import { lazyLoadForbidden, relationNotLoaded } from "./relations/not-loaded.ts";
import { lazyReference } from "./relations/reference.ts";
import { allRelatable, onlyRelatable, type Relating, relatable } from "./relations/relatable.ts";
import { collectionOf, inverseOf, knownReference, refersTo } from "./relations/related-entities.ts";
import { isPlainLink, type LinkChange, reverseOf } from "./saving/links/link-changes.ts";
import type { SessionContext } from "./session-context.ts";

/** Receives the changes of relations that a save has to write. */
export type RelationChanges = {
  /** A many-to-many link was added or removed. */
  linked(change: LinkChange): void;
  /** @throws QueryError `not-an-entity` for an entity that this session does not save */
  requireOwn(entity: Entity): void;
  /** An entity was removed from a relation that deletes orphans. */
  orphaned(entity: Entity, relation: RelationModel): void;
};

export class RelationAccess implements EntityOwner, CollectionOwner<Entity> {
  readonly #context: SessionContext;
  readonly #loader: Loader;
  readonly #changes: RelationChanges;

  constructor(context: SessionContext, loader: Loader, changes: RelationChanges) {
    this.#context = context;
    this.#loader = loader;
    this.#changes = changes;
  }

  readRelation(entity: Entity, relation: RelationModel): unknown {
    const origin = this.#context.callSites()?.expression;
    if (relation.cardinality === "many") {
      const collection = collectionOf(entity, relation);
      collection.origin = origin;
      return collection;
    }
    const known = this.#knownReference(entity, relation);
    if (known !== undefined) return known;
    return lazyReference(
      () => this.notLoaded(entity, relation, origin),
      async () => {
        await this.#loadLazily(entity, relation, origin);
        return this.#knownReference(entity, relation) ?? null;
      },
    );
  }

  writeRelation(entity: Entity, relation: RelationModel, value: unknown): void {
    if (relation.cardinality === "many") {
      throw new QueryError("invalid-value", `${relation.label} cannot be assigned.`, {
        range: this.#context.callSites()?.expression,
        hint: "Use add(), remove() or set().",
      });
    }
    const target = value === null ? null : relatable(value, this.#relating(relation));
    if (target === null && !relation.holdsKey) this.#requireKnown(entity, relation);
    this.#link(entity, relation, target);
  }

  release(entity: Entity): void {
    for (const { relation } of heldReferences(entity)) this.#link(entity, relation, null);
    for (const collection of stateOf(entity).collections) {
      for (const item of collection.items ?? []) collection.remove(item);
    }
  }

  /** The entity with the foreign key must be loaded before it can be set to null. @throws QueryError `relation-not-loaded` */
  #requireKnown(entity: Entity, relation: RelationModel): void {
    if (this.#knownReference(entity, relation) !== undefined) return;
    throw this.notLoaded(entity, relation, this.#context.callSites()?.expression);
  }

  #knownReference(entity: Entity, relation: RelationModel): Entity | null | undefined {
    return knownReference(entity, relation, this.#context.identities);
  }

  #isForbidden(entity: Entity, relation: RelationModel): boolean {
    const { settings } = this.#context;
    if (settings.forbidsLazy || stateOf(entity).forbidden.has(relation)) return true;
    return settings.strategies.get(relation.label) === "forbid";
  }

  notLoaded(entity: Entity, relation: RelationModel, origin: TextRange | undefined): QueryError {
    return this.#isForbidden(entity, relation)
      ? lazyLoadForbidden(relation, origin)
      : relationNotLoaded(relation, origin);
  }

  #loadLazily(
    entity: Entity,
    relation: RelationModel,
    origin: TextRange | undefined,
  ): Answer<void> {
    if (this.#isForbidden(entity, relation)) throw lazyLoadForbidden(relation, origin);
    return this.#loader.loadLazily(entity, relation, origin);
  }

  #link(entity: Entity, relation: RelationModel, target: Entity | null): void {
    const before = this.#knownReference(entity, relation);
    const inverse = inverseOf(relation);
    if (inverse && before && before !== target) this.#excludeFrom(before, inverse, entity);
    if (inverse && target) this.#includeIn(target, inverse, entity);
    if (relation.holdsKey) {
      relation.sourceColumns.forEach((column, index) => {
        const key = relation.targetColumns[index];
        if (target && key) entity[column.name] = target[key.name];
        else if (column.nullable || !relation.optional) entity[column.name] = null;
      });
    }
    setReference(entity, relation, target);
    if (inverse && relation.holdsKey && !target && before !== null) this.#left(entity, inverse);
    if (!relation.holdsKey && inverse) {
      if (before && before !== target) this.#link(before, inverse, null);
      if (target) this.#link(target, inverse, entity);
    }
  }

  /** Adds an entity to the inverse side of its relation. */
  #includeIn(side: Entity, relation: RelationModel, entity: Entity): void {
    if (relation.cardinality === "many") collectionOf(side, relation).include(entity);
    else if (!relation.holdsKey) this.#replace(side, relation, entity);
  }

  /** Removes an entity from the inverse side of its relation. */
  #excludeFrom(side: Entity, relation: RelationModel, entity: Entity): void {
    if (relation.cardinality === "many") collectionOf(side, relation).exclude(entity);
    else if (!relation.holdsKey && (referenceOf(side, relation) ?? entity) === entity) {
      setReference(side, relation, null);
    }
  }

  #left(entity: Entity, relation: RelationModel): void {
    if (this.#context.settings.deletesOrphans(relation)) this.#changes.orphaned(entity, relation);
  }

  /** A one-to-one relation replaces the entity that was related before. */
  #replace(side: Entity, relation: RelationModel, entity: Entity): void {
    const before = this.#knownReference(side, relation);
    const inverse = inverseOf(relation);
    if (inverse && before && before !== entity) this.#link(before, inverse, null);
    setReference(side, relation, entity);
  }

  /** The argument of `add` or `remove`. @throws QueryError `not-an-entity` */
  relatableEntity({ relation }: Collection<Entity>, args: readonly unknown[]): Entity {
    return onlyRelatable(args, this.#relating(relation));
  }

  /** The argument of `set`. @throws QueryError `not-an-entity` */
  relatableEntities({ relation }: Collection<Entity>, args: unknown): ReadonlySet<Entity> {
    return allRelatable(args, this.#relating(relation));
  }

  #relating(relation: RelationModel): Relating {
    return { relation, owner: this, range: this.#context.callSites()?.expression };
  }

  load(collection: Collection<Entity>): Answer<void> {
    return this.#loadLazily(collection.entity, collection.relation, collection.origin);
  }

  isRelated({ entity, relation }: Collection<Entity>, target: Entity): boolean | undefined {
    return relation.through ? undefined : refersTo(target, relation, entity);
  }

  added(collection: Collection<Entity>, entity: Entity): void {
    this.#changes.requireOwn(entity);
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
      throw new QueryError("invalid-value", `${label} has a join table that needs other values.`, {
        hint: `Create or delete a ${through.entity.name} instead.`,
      });
    }
    const other = otherSide(target, reverseOf(relation));
    if (kind === "link") other?.include(source);
    else other?.exclude(source);
    this.#changes.linked({ kind, relation, source, target, isCertain: collection.isWhole });
  }
}

/** The collection on the other side. If it is not loaded, it records changes until it is. */
const otherSide = (
  entity: Entity,
  relation: RelationModel | undefined,
): Collection<Entity> | undefined =>
  relation?.cardinality === "many" ? collectionOf(entity, relation) : undefined;
