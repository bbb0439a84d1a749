/** What a session knows of an entity, out of sight of the person. There is one for each row, so it is kept small. */
import type { SqlValue } from "../../drivers/index.ts";
import {
  type ColumnModel,
  type EntityModel,
  MODEL,
  type RelationModel,
} from "../../query/index.ts";
import { ByKey } from "./by-key.ts";
import type { Collection, CollectionOwner } from "./collection.ts";

/** Whoever answers for an entity's relations: its session. */
export type EntityOwner = CollectionOwner<Entity> & {
  readRelation(entity: Entity, relation: RelationModel): unknown;
  writeRelation(entity: Entity, relation: RelationModel, value: unknown): void;
  /** Ends all relations of a new entity that is never to have a row. */
  release(entity: Entity): void;
};

/** A row as the database has it; undefined for what was not asked for. */
export type KnownRow = readonly (SqlValue | undefined)[];

/** A to-one relation that was loaded or set. */
export type Reference = {
  readonly relation: RelationModel;
  readonly target: Entity | null;
  /** What its own columns were then. Where they are something else by now, they were set by themselves, and last. */
  readonly key: readonly unknown[];
};

type Parts = {
  readonly status: "new" | "loaded" | "deleted";
  /** Of a partial row, columns were not asked for; in place of an expired one, the next that comes is taken over. */
  readonly completeness: "whole" | "partial" | "expired";
  /** To-many relations that were touched. */
  readonly collections: readonly Collection<Entity>[];
  readonly references: readonly Reference[];
  /** Relations that a query forbade to load when they are read. */
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

/** A state never changes: an entity gets another. So those to which nothing has happened yet share one. */
export class EntityState implements Parts {
  readonly type: EntityType;
  readonly status: Parts["status"];
  readonly completeness: Parts["completeness"];
  readonly collections: Parts["collections"];
  readonly references: Parts["references"];
  readonly forbidden: Parts["forbidden"];

  /** Like another, but for what is said now. */
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

/** What the entities of one session and model have in common. */
export class EntityType {
  readonly model: EntityModel;
  readonly owner: EntityOwner;
  /** Those that stand for a row. */
  readonly entities = new ByKey<Entity>();
  /** Of entities to which nothing has happened since they were loaded. */
  readonly loaded: EntityState;
  #fresh: EntityState | null = null;
  #partial: EntityState | null = null;
  #editablePlaces: readonly number[] | null = null;

  constructor(model: EntityModel, owner: EntityOwner) {
    this.model = model;
    this.owner = owner;
    this.loaded = new EntityState(this, LOADED);
  }

  /** The same of new ones. */
  get fresh(): EntityState {
    this.#fresh ??= new EntityState(this, FRESH);
    return this.#fresh;
  }

  /** The same of those that were loaded in part. */
  get partial(): EntityState {
    this.#partial ??= new EntityState(this, PARTIAL);
    return this.#partial;
  }

  /** The places of values that are edited where they stand. */
  get editablePlaces(): readonly number[] {
    this.#editablePlaces ??= this.model.columns
      .filter(({ type }) => type.kind === "json")
      .map(({ index }) => index);
    return this.#editablePlaces;
  }
}

/** Holds what is known where no loop over properties, no copy and no serializer meets it. */
export class EntityBase {
  #state: EntityState;
  /** The list in which its row stands, among others perhaps; null before it is inserted. */
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

/** The state of an entity. @throws TypeError for any other object. */
export const stateOf = (entity: Entity): EntityState => EntityBase.stateOf(entity);

export const isEntity = (value: unknown): value is Entity =>
  typeof value === "object" && value !== null && EntityBase.isEntityBase(value);

export const setState = (entity: Entity, state: EntityState): void =>
  EntityBase.setState(entity, state);

/** Gives an entity another state, which differs in these parts. */
export const changeState = (entity: Entity, parts: Partial<Parts>): void => {
  const state = stateOf(entity);
  setState(entity, new EntityState(state.type, state, parts));
};

export const addCollection = (entity: Entity, collection: Collection<Entity>): void => {
  changeState(entity, { collections: stateOf(entity).collections.concat(collection) });
};

/** Notes what a to-one relation leads to, when its columns say so already. */
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

/** Whether a reference was the last to speak of its columns. A key that was not known then is that of the target by now. */
const holds = (entity: Entity, { relation, target, key }: Reference): boolean =>
  key.every((known, index) => {
    const value = ownValue(entity, relation, index);
    return value === known || value === target?.[relation.targetColumns[index]?.name ?? ""];
  });

/** Takes over the key that was written for a reference, where it was another before. */
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

/** The references that hold. */
export const heldReferences = (entity: Entity): readonly Reference[] => {
  const { references } = stateOf(entity);
  return references.length === 0 ? references : heldAmong(entity, references);
};

/** What a to-one relation was loaded or set to, if that holds. */
export const referenceOf = (entity: Entity, relation: RelationModel): Entity | null | undefined => {
  const reference = stateOf(entity).references.find(each => each.relation === relation);
  return reference && holds(entity, reference) ? reference.target : undefined;
};

/** Forgets what a to-one relation was set to before its column spoke. */
export const forgetStale = (entity: Entity, relation: RelationModel): void => {
  if (referenceOf(entity, relation) !== undefined) return;
  const { references } = stateOf(entity);
  const others = references.filter(each => each.relation !== relation);
  if (others.length < references.length) changeState(entity, { references: others });
};

/** Whether a to-one relation was set to another entity than this one. */
export const leadsElsewhere = (entity: Entity, relation: RelationModel, target: Entity): boolean =>
  stateOf(entity).references.some(each => each.relation === relation && each.target !== target);

export const forgetRelations = (entity: Entity): void =>
  changeState(entity, { collections: [], references: [] });

/** The list in which its row stands, among others perhaps; null before it is inserted. */
export const rowsOf = (entity: Entity): KnownRow | null => EntityBase.rowsOf(entity);

/** Where in that list its row begins. */
export const rowStartOf = (entity: Entity): number => EntityBase.startOf(entity);

/** Whether it was inserted, or loaded. */
export const hasRow = (entity: Entity): boolean => rowsOf(entity) !== null;

/** A value as the database has it; null where there is no row, or it was not asked for. */
export const rowValue = (entity: Entity, { index }: ColumnModel): SqlValue =>
  rowsOf(entity)?.[rowStartOf(entity) + index] ?? null;

/** Its row as a list of its own. */
export const rowOf = (entity: Entity): KnownRow | null => {
  const rows = rowsOf(entity);
  if (!rows) return null;
  return rows.length === stateOf(entity).model.columns.length ? rows : copyRow(entity);
};

/** A copy of its row, to be changed; empty where there is none. */
export const copyRow = (entity: Entity): (SqlValue | undefined)[] => {
  const start = rowStartOf(entity);
  return rowsOf(entity)?.slice(start, start + stateOf(entity).model.columns.length) ?? [];
};

/** What is known of its row from now on. */
export const setRow = (entity: Entity, rows: KnownRow | null, start = 0): void =>
  EntityBase.setRow(entity, rows, start);
