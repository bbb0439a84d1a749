/** Objects that stand for rows: columns are their own properties, relations are read through their class. */
import { invariant, memoize } from "../base/index.ts";
import type { SqlValue } from "../drivers/index.ts";
import { type EntityModel, fromDatabase, type RelationModel } from "../query/index.ts";
import type { Collection, CollectionOwner } from "./collection.ts";
import { deferColumn, isDeferred } from "./deferred-column.ts";

/** Whoever answers for an entity's relations: its session. */
export type EntityOwner = CollectionOwner<Entity> & {
  readRelation(entity: Entity, relation: RelationModel): unknown;
  writeRelation(entity: Entity, relation: RelationModel, value: unknown): void;
};

/** What the session knows of an entity; kept out of sight of the person. */
export type EntityState = {
  readonly owner: EntityOwner;
  readonly model: EntityModel;
  status: "new" | "loaded" | "deleted";
  /** The row as the database has it, undefined for what was not asked for; null before it is inserted. */
  row: readonly (SqlValue | undefined)[] | null;
  /** Whether columns were not asked for. */
  isPartial: boolean;
  /** To-many relations that were touched. */
  readonly collections: Map<RelationModel, Collection<Entity>>;
  /** To-one relations that were loaded or set. */
  readonly references: Map<RelationModel, Entity | null>;
  /** Relations that a query forbade to load when they are read. */
  forbidden: ReadonlySet<RelationModel>;
};

const NONE: ReadonlySet<never> = new Set();

const ENTITY: unique symbol = Symbol("entity");

export type Entity = Record<string, unknown> & { readonly [ENTITY]: EntityState };

/** The state of an entity. @throws InvariantError for any other object. */
export const stateOf = (entity: Entity): EntityState => entity[ENTITY];

export const isEntity = (value: unknown): value is Entity =>
  typeof value === "object" && value !== null && ENTITY in value;

type EntityClass = new (state: EntityState) => Entity;

/** A class per entity, so that objects of one kind share a shape and show their name. */
const classOf = memoize((model: EntityModel): EntityClass => {
  const named = {
    [model.name]: class {
      constructor(state: EntityState) {
        Object.defineProperty(this, ENTITY, { value: state });
      }
    },
  };
  const made = named[model.name];
  invariant(made, `class ${model.name}`);
  for (const relation of model.relations.values()) {
    Object.defineProperty(made.prototype, relation.name, relationAccessors(relation));
  }
  return made as unknown as EntityClass;
});

const relationAccessors = (relation: RelationModel) => ({
  get(this: Entity) {
    return stateOf(this).owner.readRelation(this, relation);
  },
  set(this: Entity, value: unknown) {
    stateOf(this).owner.writeRelation(this, relation, value);
  },
  enumerable: false,
});

const newState = (model: EntityModel, owner: EntityOwner): EntityState => ({
  owner,
  model,
  status: "new",
  row: null,
  isPartial: false,
  collections: new Map(),
  references: new Map(),
  forbidden: NONE,
});

/** A new entity without values. */
export const newEntity = (model: EntityModel, owner: EntityOwner): Entity =>
  new (classOf(model))(newState(model, owner));

/** The entity of a row. */
export const entityOfRow = (
  model: EntityModel,
  owner: EntityOwner,
  row: readonly (SqlValue | undefined)[],
): Entity => {
  const entity = newEntity(model, owner);
  takeRow(entity, row);
  return entity;
};

/** Takes over what the database has, as the values and as what they are compared with. */
export const takeRow = (entity: Entity, row: readonly (SqlValue | undefined)[]): void => {
  const state = stateOf(entity);
  state.status = "loaded";
  state.row = row;
  state.isPartial = row.includes(undefined);
  for (const column of state.model.columns) {
    const value = row[column.index];
    if (value === undefined) deferColumn(entity, column, state.model);
    else entity[column.name] = fromDatabase(value, column.type);
  }
};

/** Takes over what an entity came without; what it has stays as it is. */
export const completeRow = (entity: Entity, row: readonly (SqlValue | undefined)[]): void => {
  const state = stateOf(entity);
  const known = state.row ?? [];
  state.row = row.map((value, index) => (known[index] === undefined ? value : known[index]));
  state.isPartial = state.row.includes(undefined);
  for (const column of state.model.columns) {
    const value = row[column.index];
    if (value === undefined || !isDeferred(entity, column)) continue;
    entity[column.name] = fromDatabase(value, column.type);
  }
};

/** `Post#3`, or `Post (new)`. */
export const labelOf = (entity: Entity): string => {
  const { model } = stateOf(entity);
  const key = model.primaryKey.map(column => entity[column.name]);
  const known = key.length > 0 && key.every(value => value !== undefined && value !== null);
  return known ? `${model.name}#${key.join(",")}` : `${model.name} (new)`;
};
