/** Objects that stand for rows: columns are their own properties, relations are read through their class. */
import { invariant, memoize } from "../base/index.ts";
import type { SqlValue } from "../drivers/index.ts";
import {
  type ColumnModel,
  type EntityModel,
  fromDatabase,
  isPlain,
  neededColumns,
  type RelationModel,
} from "../query/index.ts";
import type { Collection, CollectionOwner } from "./collection.ts";
import { deferColumn, isDeferred } from "./deferred-column.ts";

/** Whoever answers for an entity's relations: its session. */
export type EntityOwner = CollectionOwner<Entity> & {
  readRelation(entity: Entity, relation: RelationModel): unknown;
  writeRelation(entity: Entity, relation: RelationModel, value: unknown): void;
};

type Collections = ReadonlyMap<RelationModel, Collection<Entity>>;
type References = ReadonlyMap<RelationModel, Entity | null>;

const NO_COLLECTIONS: Collections = new Map();
const NO_REFERENCES: References = new Map();
const NONE: ReadonlySet<never> = new Set();

/** What the session knows of an entity; kept out of sight of the person. Most entities never touch a relation. */
export class EntityState {
  readonly owner: EntityOwner;
  readonly model: EntityModel;
  status: "new" | "loaded" | "deleted" = "new";
  /** The row as the database has it, undefined for what was not asked for; null before it is inserted. */
  row: readonly (SqlValue | undefined)[] | null = null;
  /** Whether columns were not asked for. */
  isPartial = false;
  /** Whether the next row that comes is taken over as it is. */
  isExpired = false;
  /** Relations that a query forbade to load when they are read. */
  forbidden: ReadonlySet<RelationModel> = NONE;
  #collections: Map<RelationModel, Collection<Entity>> | null = null;
  #references: Map<RelationModel, Entity | null> | null = null;

  constructor(model: EntityModel, owner: EntityOwner) {
    this.model = model;
    this.owner = owner;
  }

  /** To-many relations that were touched. */
  get collections(): Collections {
    return this.#collections ?? NO_COLLECTIONS;
  }

  /** To-one relations that were loaded or set. */
  get references(): References {
    return this.#references ?? NO_REFERENCES;
  }

  setCollection(relation: RelationModel, collection: Collection<Entity>): void {
    this.#collections ??= new Map();
    this.#collections.set(relation, collection);
  }

  setReference(relation: RelationModel, target: Entity | null): void {
    this.#references ??= new Map();
    this.#references.set(relation, target);
  }

  forgetRelations(): void {
    this.#collections = null;
    this.#references = null;
  }

  /** Notes how it stands; the function returned goes back to it. */
  remember(): () => void {
    const { status, row, isPartial, isExpired } = this;
    const collections = this.#collections && new Map(this.#collections);
    const references = this.#references && new Map(this.#references);
    const restoreItems = [...this.collections.values()].map(collection => collection.remember());
    return () => {
      Object.assign(this, { status, row, isPartial, isExpired });
      this.#collections = collections;
      this.#references = references;
      for (const restore of restoreItems) restore();
    };
  }
}

/** Holds the state where no loop over properties, no copy and no serializer meets it. */
class Stated {
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

type EntityClass = new (state: EntityState) => Entity;

/** A column may be called `constructor` or `__proto__`, and has no value before it is given one. */
const NOT_INHERITED: PropertyDescriptor = { value: undefined, writable: true, configurable: true };

/** A class per entity, so that objects of one kind share a shape and show their name. */
const classOf = memoize((model: EntityModel): EntityClass => {
  const made = { [model.name]: class extends Stated {} }[model.name];
  invariant(made, `class ${model.name}`);
  for (const { name } of model.columns) {
    if (name in made.prototype) Object.defineProperty(made.prototype, name, NOT_INHERITED);
  }
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

/** A new entity without values. */
export const newEntity = (model: EntityModel, owner: EntityOwner): Entity =>
  new (classOf(model))(new EntityState(model, owner));

/** What a column's value is to a person; null where the database has it as it is. */
type Conversion = ((value: SqlValue) => unknown) | null;

const conversionsOf = memoize(({ columns }: EntityModel): readonly Conversion[] =>
  columns.map(({ type }) => (isPlain(type) ? null : value => fromDatabase(value, type))),
);

const takeInto = (
  entity: Entity,
  state: EntityState,
  row: readonly (SqlValue | undefined)[],
  conversions: readonly Conversion[],
): void => {
  const { columns } = state.model;
  state.status = "loaded";
  state.row = row;
  state.isPartial = false;
  state.isExpired = false;
  for (let index = 0; index < columns.length; index += 1) {
    const column = columns[index] as ColumnModel;
    const value = row[index];
    if (value === undefined) {
      state.isPartial = true;
      deferColumn(entity, column, state.model);
      continue;
    }
    const convert = conversions[index];
    entity[column.name] = convert ? convert(value) : value;
  }
};

/** Takes over what the database has, as the values and as what they are compared with. */
export const takeRow = (entity: Entity, row: readonly (SqlValue | undefined)[]): void => {
  const state = stateOf(entity);
  takeInto(entity, state, row, conversionsOf(state.model));
};

/** Makes entities of rows. */
export const entityMaker = (
  model: EntityModel,
  owner: EntityOwner,
): ((row: readonly (SqlValue | undefined)[]) => Entity) => {
  const Made = classOf(model);
  const conversions = conversionsOf(model);
  return row => {
    const state = new EntityState(model, owner);
    const entity = new Made(state);
    takeInto(entity, state, row, conversions);
    return entity;
  };
};

/** Forgets a row, but for its keys: the primary key, and what relations are found by. */
export const expireRow = (entity: Entity): void => {
  const state = stateOf(entity);
  const { row, model } = state;
  if (!row) return;
  const kept = neededColumns(model);
  takeRow(
    entity,
    model.columns.map(column => (kept.has(column) ? row[column.index] : undefined)),
  );
  state.isExpired = true;
  state.forgetRelations();
};

/** Takes over a row that came for an entity which has not all of its own. */
export const renewRow = (entity: Entity, row: readonly (SqlValue | undefined)[]): void => {
  const { isExpired } = stateOf(entity);
  if (isExpired && !row.includes(undefined)) takeRow(entity, row);
  else completeRow(entity, row);
};

/** Takes over what an entity came without; what it has stays as it is. */
const completeRow = (entity: Entity, row: readonly (SqlValue | undefined)[]): void => {
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
