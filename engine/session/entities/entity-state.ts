/** The private state of entities. There is one for each row, so it is small. */
import type { SqlValue } from "../../drivers/index.ts";
import {
  type ColumnModel,
  type EntityModel,
  MODEL,
  type RelationModel,
} from "../../query/index.ts";
import { ByKey } from "./by-key.ts";
import type { Collection, CollectionOwner } from "./collection.ts";

/** Reads and writes the relations of entities. */
export type EntityOwner = CollectionOwner<Entity> & {
  readRelation(entity: Entity, relation: RelationModel): unknown;
  writeRelation(entity: Entity, relation: RelationModel, value: unknown): void;
  /** Removes all relations of a new entity that will not be inserted. */
  release(entity: Entity): void;
};

/** A row of the database; undefined for columns that were not loaded. */
export type KnownRow = readonly (SqlValue | undefined)[];

/** A to-one relation that was loaded or set. */
export type Reference = {
  readonly relation: RelationModel;
  readonly target: Entity | null;
  /** The foreign key at that time. If its columns have changed since, they were assigned later and take precedence. */
  readonly key: readonly unknown[];
};

type Parts = {
  readonly status: "new" | "loaded" | "deleted";
  /** A partial row lacks columns; an expired row is replaced by the next one that is loaded. */
  readonly completeness: "whole" | "partial" | "expired";
  /** To-many relations that were read or changed. */
  readonly collections: readonly Collection<Entity>[];
  readonly references: readonly Reference[];
  /** Relations whose lazy loading a query has forbidden. */
  readonly forbidden: ReadonlySet<RelationModel>;
};

const FRESH: Parts = {
  status: "new",
  completeness: "whole",
  collections: [],
  references: [],
  forbidden: new Set(),
};

const LOADED: Parts = { ...FRESH, status: "loaded" };
const PARTIAL: Parts = { ...LOADED, completeness: "partial" };

/** States are immutable, so entities to which nothing has happened share one. */
export class EntityState implements Parts {
  readonly type: EntityType;
  readonly status: Parts["status"];
  readonly completeness: Parts["completeness"];
  readonly collections: Parts["collections"];
  readonly references: Parts["references"];
  readonly forbidden: Parts["forbidden"];

  /** A copy of another state with some parts replaced. */
  constructor(type: EntityType, before: Parts, now: Partial<Parts> = {}) {
    this.type = type;
    this.status = now.status ?? before.status;
    this.completeness = now.completeness ?? before.completeness;
    this.collections = now.collections ?? before.collections;
    this.references = now.references ?? before.references;
    this.forbidden = now.forbidden ?? before.forbidden;
  }

  get model(): EntityModel {
    return this.type.model;
  }

  get owner(): EntityOwner {
    return this.type.owner;
  }

  get isPartial(): boolean {
    return this.completeness !== "whole";
  }

  collection(relation: RelationModel): Collection<Entity> | undefined {
    return this.collections.find(each => each.relation === relation);
  }
}

/** What the entities of one session and model share. */
export class EntityType {
  readonly model: EntityModel;
  readonly owner: EntityOwner;
  /** The entities with a row, by primary key. */
  readonly entities = new ByKey<Entity>();
  /** The state of loaded entities to which nothing has happened. */
  readonly loaded: EntityState;
  #fresh: EntityState | null = null;
  #partial: EntityState | null = null;
  #editablePlaces: readonly number[] | null = null;

  constructor(model: EntityModel, owner: EntityOwner) {
    this.model = model;
    this.owner = owner;
    this.loaded = new EntityState(this, LOADED);
  }

  /** The state of new entities. */
  get fresh(): EntityState {
    this.#fresh ??= new EntityState(this, FRESH);
    return this.#fresh;
  }

  /** The state of partially loaded entities. */
  get partial(): EntityState {
    this.#partial ??= new EntityState(this, PARTIAL);
    return this.#partial;
  }

  /** The indexes of columns whose values can be edited in place. */
  get editablePlaces(): readonly number[] {
    this.#editablePlaces ??= this.model.columns
      .filter(({ type }) => type.kind === "json")
      .map(({ index }) => index);
    return this.#editablePlaces;
  }
}

/** Has the state of an entity in private fields, so that no copy and no serializer includes it. */
export class EntityBase {
  #state: EntityState;
  /** The list with its row, see `RowSlice`; null before it is inserted. */
  #rows: KnownRow | null;
  #start: number;

  constructor(state: EntityState, rows: KnownRow | null, start: number) {
    this.#state = state;
    this.#rows = rows;
    this.#start = start;
  }

  get [MODEL](): EntityModel {
    return this.#state.model;
  }

  static stateOf(entity: EntityBase): EntityState {
    return entity.#state;
  }

  static setState(entity: EntityBase, state: EntityState): void {
    entity.#state = state;
  }

  static rowsOf(entity: EntityBase): KnownRow | null {
    return entity.#rows;
  }

  static startOf(entity: EntityBase): number {
    return entity.#start;
  }

  static setRow(entity: EntityBase, rows: KnownRow | null, start: number): void {
    entity.#rows = rows;
    entity.#start = start;
  }

  static isEntityBase(value: object): value is EntityBase {
    return #state in value;
  }
}

export type Entity = Record<string, unknown> & EntityBase;

/** The state of an entity. @throws TypeError for any other object */
export const stateOf = (entity: Entity): EntityState => EntityBase.stateOf(entity);

export const isEntity = (value: unknown): value is Entity =>
  typeof value === "object" && value !== null && EntityBase.isEntityBase(value);

export const setState = (entity: Entity, state: EntityState): void =>
  EntityBase.setState(entity, state);

/** Replaces parts of the state of an entity. */
export const changeState = (entity: Entity, parts: Partial<Parts>): void => {
  const state = stateOf(entity);
  setState(entity, new EntityState(state.type, state, parts));
};

export const addCollection = (entity: Entity, collection: Collection<Entity>): void => {
  changeState(entity, { collections: stateOf(entity).collections.concat(collection) });
};

/** Sets the target of a to-one relation whose columns are set already. */
export const setReference = (
  entity: Entity,
  relation: RelationModel,
  target: Entity | null,
): void => {
  const others = stateOf(entity).references.filter(each => each.relation !== relation);
  const columns = relation.holdsKey ? relation.sourceColumns : NO_COLUMNS;
  const key = columns.map(({ name }) => entity[name]);
  changeState(entity, { references: [...others, { relation, target, key }] });
};

const NO_COLUMNS: RelationModel["sourceColumns"] = [];

const ownValue = (entity: Entity, { sourceColumns }: RelationModel, index: number): unknown =>
  entity[sourceColumns[index]?.name ?? ""];

/** Whether the columns still match the reference. A key that was unknown then is the key of the target now. */
const holds = (entity: Entity, { relation, target, key }: Reference): boolean =>
  key.every((known, index) => {
    const value = ownValue(entity, relation, index);
    return value === known || value === target?.[relation.targetColumns[index]?.name ?? ""];
  });

/** Updates the key of a reference after its columns were written. */
export const settleReference = (
  entity: Entity,
  { relation, target }: Pick<Reference, "relation" | "target">,
): void => {
  const reference = stateOf(entity).references.find(each => each.relation === relation);
  const isOther = (known: unknown, index: number): boolean =>
    known !== undefined && known !== ownValue(entity, relation, index);
  if (reference?.target === target && reference.key.some(isOther)) {
    setReference(entity, relation, target);
  }
};

const heldAmong = (entity: Entity, references: readonly Reference[]): readonly Reference[] => {
  const isHeld = (reference: Reference): boolean => holds(entity, reference);
  return references.every(isHeld) ? references : references.filter(isHeld);
};

/** The references that match their columns. */
export const heldReferences = (entity: Entity): readonly Reference[] => {
  const { references } = stateOf(entity);
  return references.length === 0 ? references : heldAmong(entity, references);
};

/** The target of a to-one relation, if the reference matches its columns. */
export const referenceOf = (entity: Entity, relation: RelationModel): Entity | null | undefined => {
  const reference = stateOf(entity).references.find(each => each.relation === relation);
  return reference && holds(entity, reference) ? reference.target : undefined;
};

/** Removes a reference that does not match its columns any more. */
export const forgetStale = (entity: Entity, relation: RelationModel): void => {
  if (referenceOf(entity, relation) !== undefined) return;
  const { references } = stateOf(entity);
  const others = references.filter(each => each.relation !== relation);
  if (others.length < references.length) changeState(entity, { references: others });
};

/** Whether a to-one relation was set to an entity other than this one. */
export const leadsElsewhere = (entity: Entity, relation: RelationModel, target: Entity): boolean =>
  stateOf(entity).references.some(each => each.relation === relation && each.target !== target);

export const forgetRelations = (entity: Entity): void =>
  changeState(entity, { collections: [], references: [] });

/** The list with its row, see `RowSlice`; null before it is inserted. */
export const rowsOf = (entity: Entity): KnownRow | null => EntityBase.rowsOf(entity);

/** The index in that list at which its row starts. */
export const rowStartOf = (entity: Entity): number => EntityBase.startOf(entity);

/** Whether the entity was inserted or loaded. */
export const hasRow = (entity: Entity): boolean => rowsOf(entity) !== null;

/** A value of the row; null if there is no row or the column was not loaded. */
export const rowValue = (entity: Entity, { index }: ColumnModel): SqlValue =>
  rowsOf(entity)?.[rowStartOf(entity) + index] ?? null;

/** The row of an entity as a separate list. */
export const rowOf = (entity: Entity): KnownRow | null => {
  const rows = rowsOf(entity);
  if (!rows) return null;
  return rows.length === stateOf(entity).model.columns.length ? rows : copyRow(entity);
};

/** A mutable copy of the row of an entity; empty if it has none. */
export const copyRow = (entity: Entity): (SqlValue | undefined)[] => {
  const start = rowStartOf(entity);
  return rowsOf(entity)?.slice(start, start + stateOf(entity).model.columns.length) ?? [];
};

/** Replaces the row of an entity. */
export const setRow = (entity: Entity, rows: KnownRow | null, start = 0): void =>
  EntityBase.setRow(entity, rows, start);
