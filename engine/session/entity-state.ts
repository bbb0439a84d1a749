/** What a session knows of an entity, out of sight of the person. There is one for each row, so it is kept small. */
import type { SqlValue } from "../drivers/index.ts";
import type { EntityModel, RelationModel } from "../query/index.ts";
import type { Collection, CollectionOwner } from "./collection.ts";

/** Whoever answers for an entity's relations: its session. */
export type EntityOwner = CollectionOwner<Entity> & {
  readRelation(entity: Entity, relation: RelationModel): unknown;
  writeRelation(entity: Entity, relation: RelationModel, value: unknown): void;
};

/** What the entities of one session and model have in common. */
export type EntityKind = { readonly model: EntityModel; readonly owner: EntityOwner };

/** A row as the database has it; undefined for what was not asked for. */
export type KnownRow = readonly (SqlValue | undefined)[];

/** A to-one relation that was loaded or set. */
export type Reference = { readonly relation: RelationModel; readonly target: Entity | null };

/** What is known of relations. It is replaced when it changes: most entities never touch a relation. */
type Known = {
  readonly collections: readonly Collection<Entity>[];
  readonly references: readonly Reference[];
  readonly forbidden: ReadonlySet<RelationModel>;
};

const NOTHING: Known = { collections: [], references: [], forbidden: new Set() };

export class EntityState {
  readonly kind: EntityKind;
  status: "new" | "loaded" | "deleted" = "new";
  /** Null before it is inserted. */
  row: KnownRow | null = null;
  /** Of a partial row, columns were not asked for; in place of an expired one, the next that comes is taken over. */
  completeness: "whole" | "partial" | "expired" = "whole";
  #known = NOTHING;

  constructor(kind: EntityKind) {
    this.kind = kind;
  }

  get model(): EntityModel {
    return this.kind.model;
  }

  get owner(): EntityOwner {
    return this.kind.owner;
  }

  get isPartial(): boolean {
    return this.completeness !== "whole";
  }

  /** To-many relations that were touched. */
  get collections(): readonly Collection<Entity>[] {
    return this.#known.collections;
  }

  get references(): readonly Reference[] {
    return this.#known.references;
  }

  /** Relations that a query forbade to load when they are read. */
  get forbidden(): ReadonlySet<RelationModel> {
    return this.#known.forbidden;
  }

  collection(relation: RelationModel): Collection<Entity> | undefined {
    return this.collections.find(each => each.relation === relation);
  }

  /** What a to-one relation was loaded or set to. */
  reference(relation: RelationModel): Entity | null | undefined {
    return this.references.find(each => each.relation === relation)?.target;
  }

  addCollection(collection: Collection<Entity>): void {
    this.#known = { ...this.#known, collections: this.collections.concat(collection) };
  }

  setReference(relation: RelationModel, target: Entity | null): void {
    const others = this.references.filter(each => each.relation !== relation);
    this.#known = { ...this.#known, references: [...others, { relation, target }] };
  }

  forbid(relations: ReadonlySet<RelationModel>): void {
    this.#known = { ...this.#known, forbidden: relations };
  }

  forgetRelations(): void {
    const { forbidden } = this;
    this.#known = forbidden.size === 0 ? NOTHING : { ...NOTHING, forbidden };
  }

  /** Notes how it stands; the function returned goes back to it. */
  remember(): () => void {
    const { status, row, completeness } = this;
    const known = this.#known;
    const restoreItems = this.collections.map(collection => collection.remember());
    return () => {
      Object.assign(this, { status, row, completeness });
      this.#known = known;
      for (const restore of restoreItems) restore();
    };
  }
}

/** Holds the state where no loop over properties, no copy and no serializer meets it. */
export class Stated {
  readonly #state: EntityState;

  constructor(state: EntityState) {
    this.#state = state;
  }

  static stateOf(entity: Stated): EntityState {
    return entity.#state;
  }

  static isStated(value: object): value is Stated {
    return #state in value;
  }
}

export type Entity = Record<string, unknown> & Stated;

/** The state of an entity. @throws TypeError for any other object. */
export const stateOf = (entity: Entity): EntityState => Stated.stateOf(entity);

export const isEntity = (value: unknown): value is Entity =>
  typeof value === "object" && value !== null && Stated.isStated(value);
