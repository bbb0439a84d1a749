/** The identity map: a row that is loaded again is the same object. */
import { integerOf, present } from "../../base/index.ts";
import type { SqlRow } from "../../drivers/index.ts";
import type { ColumnModel, EntityModel } from "../../query/index.ts";
import type { ByKey, Key } from "./by-key.ts";
import {
  type Entity,
  type EntityOwner,
  EntityType,
  hasRow,
  rowStartOf,
  rowsOf,
  stateOf,
} from "./entity-state.ts";
import { WatchedEntities } from "./watched-entities.ts";

/** A value of a key. Booleans and big integers are converted as SQLite stores them. */
const partOf = (value: unknown): unknown => {
  if (typeof value === "number")
    return Number.isSafeInteger(value) || !Number.isInteger(value) ? value : `${BigInt(value)}`;
  if (typeof value !== "bigint") return typeof value === "boolean" ? Number(value) : value;
  const integer = integerOf(value);
  return typeof integer === "number" ? integer : `${integer}`;
};

const keyOfOne = (value: unknown): Key | null => {
  if (typeof value === "number" && Number.isSafeInteger(value)) return value;
  if (typeof value === "string") return value;
  if (value === null || value === undefined) return null;
  const part = partOf(value);
  return typeof part === "number" ? part : JSON.stringify([part]);
};

/** Combines the values of a key into one value that a Map can compare; null if a value is missing. */
export const keyOf = (values: readonly unknown[]): Key | null => {
  if (values.length === 1) return keyOfOne(values[0]);
  if (values.some(value => value === null || value === undefined)) return null;
  return JSON.stringify(values.map(partOf));
};

/** Reads the key of a row slice. */
export type ReadKey = (values: SqlRow, start: number) => Key | null;

/** Reads the key at these positions of a row. */
export const keyReader = (positions: readonly number[]): ReadKey => {
  const [only = -1, second] = positions;
  if (second === undefined) return (values, start) => keyOfOne(values[start + only]);
  return (values, start) => keyOf(positions.map(position => values[start + position]));
};

/** The values of an entity in these columns, as a key. */
export const keyIn = (entity: Entity, columns: readonly ColumnModel[]): Key | null => {
  const [only, second] = columns;
  if (only && !second) return keyOfOne(entity[only.name]);
  return keyOf(columns.map(column => entity[column.name]));
};

/** The values of its row in these columns, as a key. */
export const rowKeyIn = (entity: Entity, columns: readonly ColumnModel[]): Key | null => {
  const rows = rowsOf(entity);
  if (!rows) return null;
  const start = rowStartOf(entity);
  const [only, second] = columns;
  if (only && !second) return keyOfOne(rows[start + only.index]);
  return keyOf(columns.map(({ index }) => rows[start + index]));
};

/** Whether a model has no primary key. */
export const isKeyless = ({ primaryKey }: EntityModel): boolean => primaryKey.length === 0;

/** The primary key of the row of an entity; null if it has none. */
const rowKeyOf = (entity: Entity): Key | null => {
  const { model } = stateOf(entity);
  return isKeyless(model) ? null : rowKeyIn(entity, model.primaryKey);
};

export class IdentityMap {
  readonly #types = new Map<EntityModel, EntityType>();
  readonly #keyless = new WatchedEntities();
  #owner: EntityOwner | null = null;

  /** Called once, before the first entity: relations are read through the session, which needs this map first. */
  setOwner(owner: EntityOwner): void {
    this.#owner = owner;
  }

  /** The models that may have entities. */
  get models(): Iterable<EntityModel> {
    return this.#types.keys();
  }

  get(model: EntityModel, key: Key): Entity | undefined {
    return this.#types.get(model)?.entities.get(key);
  }

  /** The type of the entities of a model. There is one object for each model. */
  typeOf(model: EntityModel): EntityType {
    const known = this.#types.get(model);
    if (known) return known;
    const type = new EntityType(model, present(this.#owner, "the owner of entities"));
    this.#types.set(model, type);
    return type;
  }

  /** The entities of a model, by their keys. */
  of(model: EntityModel): ByKey<Entity> {
    return this.typeOf(model).entities;
  }

  /** The entity with the same primary key: the entity itself, another one, or none. */
  find(entity: Entity): Entity | undefined {
    const key = rowKeyOf(entity);
    return key === null ? undefined : this.get(stateOf(entity).model, key);
  }

  /** Registers an entity for its row and returns the entity that was registered before. */
  add(entity: Entity): Entity | undefined {
    const { model } = stateOf(entity);
    const key = rowKeyOf(entity);
    if (key !== null) return this.of(model).set(key, entity);
    if (isKeyless(model) && hasRow(entity)) this.#keyless.add(entity);
    return undefined;
  }

  /** Unregisters an entity. */
  remove(entity: Entity): void {
    if (isKeyless(stateOf(entity).model)) this.#keyless.remove(entity);
    const key = rowKeyOf(entity);
    if (key !== null && this.find(entity) === entity) this.of(stateOf(entity).model).delete(key);
  }

  /** Takes a snapshot and returns a function that restores it. */
  snapshot(): () => void {
    const types = [...this.#types.values()];
    const known = new Map(types.map(({ model, entities }) => [model, entities.snapshot()]));
    return () => {
      for (const { model, entities } of this.#types.values()) {
        const restore = known.get(model);
        if (restore) restore();
        else entities.clear();
      }
    };
  }

  /** All registered entities. */
  entities(): readonly Entity[] {
    const all: Entity[] = [];
    for (const { entities } of this.#types.values()) entities.addTo(all);
    for (const entity of this.#keyless) all.push(entity);
    return all;
  }
}
