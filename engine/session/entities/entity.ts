/** Entities: columns are own properties, relations are accessors of their class. */
import { memoize } from "../../base/index.ts";
import type { SqlValue } from "../../drivers/index.ts";
import {
  type ColumnModel,
  type EntityModel,
  fromDatabase,
  isPlain,
  neededColumns,
  type RelationModel,
} from "../../query/index.ts";
import { deferColumn, isDeferred } from "./deferred-column.ts";
import {
  changeState,
  type Entity,
  EntityBase,
  type EntityState,
  type EntityType,
  type KnownRow,
  rowOf,
  setRow,
  setState,
  stateOf,
} from "./entity-state.ts";
import {
  differenceFinder,
  fieldCopier,
  fieldReader,
  fieldSetter,
  subclassWith,
} from "./generated-accessors.ts";

type EntityConstructor = new (state: EntityState, rows: KnownRow | null, start: number) => Entity;

/** A column may have the name `constructor` or `__proto__`. It has no value until one is assigned. */
const NOT_INHERITED: PropertyDescriptor = { value: undefined, writable: true, configurable: true };

/** One class for each entity, so that its objects share a hidden class and show its name. */
const makeClass = ({ name, columns, relations }: EntityModel): EntityConstructor => {
  const names = columns.map(column => column.name);
  const entityClass = subclassWith(EntityBase, name, names);
  for (const each of names) {
    if (each in entityClass.prototype)
      Object.defineProperty(entityClass.prototype, each, NOT_INHERITED);
  }
  for (const relation of relations.values()) {
    Object.defineProperty(entityClass.prototype, relation.name, relationAccessors(relation));
  }
  return entityClass as unknown as EntityConstructor;
};

const classOf = memoize(makeClass);

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
export const newEntity = (type: EntityType): Entity =>
  new (classOf(type.model))(type.fresh, null, 0);

/** Converts a stored value to the value of a property; null if both are the same. */
type Conversion = ((value: SqlValue) => unknown) | null;

/** Copies between rows and the properties of an entity. */
type Hydrator = {
  readonly conversions: readonly Conversion[];
  readonly isPlain: boolean;
  /** Whether every object inherits a property with the name of a column, such as `constructor`. */
  readonly isInherited: boolean;
  readonly setFields: (entity: Entity, values: readonly unknown[], start: number) => void;
  readonly readFields: (source: Readonly<Record<string, unknown>>) => unknown[];
  readonly copyFields: (entity: Entity, source: Readonly<Record<string, unknown>>) => void;
  readonly findDifferences: (entity: Entity, rows: KnownRow, start: number) => readonly number[];
};

const hydratorOf = memoize(({ columns }: EntityModel): Hydrator => {
  const conversions = columns.map(
    ({ type }): Conversion => (isPlain(type) ? null : value => fromDatabase(value, type)),
  );
  const names = columns.map(({ name }) => name);
  return {
    conversions,
    isPlain: conversions.every(convert => convert === null),
    isInherited: names.some(name => name in Object.prototype),
    setFields: fieldSetter(names),
    readFields: fieldReader(names),
    copyFields: fieldCopier(names),
    findDifferences: differenceFinder(names),
  };
});

/** The values of all columns, in their order. @throws QueryError `column-not-loaded` */
export const valuesOf = (entity: Entity): unknown[] =>
  hydratorOf(stateOf(entity).model).readFields(entity);

/** The indexes of the columns that differ from a row. */
export const differencesFrom = (entity: Entity, rows: KnownRow, start: number): readonly number[] =>
  hydratorOf(stateOf(entity).model).findDifferences(entity, rows, start);

/** Sets all columns, in their order. */
export const setValues = (entity: Entity, values: readonly unknown[]): void =>
  hydratorOf(stateOf(entity).model).setFields(entity, values, 0);

/** Copies the values that an object has for columns. */
export const assignValues = (entity: Entity, values: Readonly<Record<string, unknown>>): void => {
  const { model } = stateOf(entity);
  const { isInherited, copyFields } = hydratorOf(model);
  if (!isInherited) return copyFields(entity, values);
  for (const { name } of model.columns) {
    if (Object.hasOwn(values, name)) entity[name] = values[name];
  }
};

/** Sets all columns from a row. */
const setColumns = (entity: Entity, rows: KnownRow, start: number, hydrator: Hydrator): void => {
  if (hydrator.isPlain) hydrator.setFields(entity, rows, start);
  else hydrator.setFields(entity, convertedRow(rows, start, hydrator), 0);
};

const convertedRow = (
  rows: KnownRow,
  start: number,
  { conversions }: Hydrator,
): readonly unknown[] =>
  conversions.map((convert, index) => {
    const value = rows[start + index];
    return convert && value !== undefined ? convert(value) : value;
  });

/** Sets the columns that a row contains and defers the others. */
const setLoadedColumns = (entity: Entity, row: KnownRow, hydrator: Hydrator): void => {
  const { model } = stateOf(entity);
  const values = convertedRow(row, 0, hydrator);
  for (const column of model.columns) {
    if (row[column.index] === undefined) deferColumn(entity, column, model);
    else entity[column.name] = values[column.index];
  }
};

/** Sets the entity to a row of the database: both its values and the row that changes are compared with. */
export const hydrate = (entity: Entity, row: KnownRow): void => {
  const state = stateOf(entity);
  const hydrator = hydratorOf(state.model);
  const isPart = row.includes(undefined);
  setRow(entity, row);
  if (state === state.type.fresh && !isPart) setState(entity, state.type.loaded);
  else changeState(entity, { status: "loaded", completeness: isPart ? "partial" : "whole" });
  if (isPart) setLoadedColumns(entity, row, hydrator);
  else setColumns(entity, row, 0, hydrator);
};

/** Creates an entity from a row. */
export type EntityMaker = (type: EntityType, rows: KnownRow, start: number) => Entity;

/** Creates entities from row slices; they keep the lists. */
export const entityMaker = (model: EntityModel): EntityMaker => {
  const EntityClass = classOf(model);
  const hydrator = hydratorOf(model);
  return (type, rows, start) => {
    const entity = new EntityClass(type.loaded, rows, start);
    setColumns(entity, rows, start, hydrator);
    return entity;
  };
};

/** Creates entities from rows that lack some columns. */
export const partialEntityMaker = (
  model: EntityModel,
): ((type: EntityType, row: KnownRow) => Entity) => {
  const EntityClass = classOf(model);
  const hydrator = hydratorOf(model);
  return (type, row) => {
    const entity = new EntityClass(type.partial, row, 0);
    setLoadedColumns(entity, row, hydrator);
    return entity;
  };
};

/** Forgets all columns but the version, the primary key and the columns of relations. */
export const expireRow = (entity: Entity, version: ColumnModel | undefined): void => {
  const row = rowOf(entity);
  if (!row) return;
  const { model } = stateOf(entity);
  const needed = neededColumns(model);
  const isKept = (column: ColumnModel): boolean => column === version || needed.has(column);
  hydrate(
    entity,
    model.columns.map(column => (isKept(column) ? row[column.index] : undefined)),
  );
  changeState(entity, { completeness: "expired", collections: [], references: [] });
};

/** Adds a loaded row to an entity that is partial or expired. */
export const mergeRow = (entity: Entity, row: KnownRow): void => {
  const { completeness } = stateOf(entity);
  if (completeness === "expired" && !row.includes(undefined)) replaceExpiredRow(entity, row);
  else addMissingColumns(entity, row);
};

/** Replaces the row of an expired entity, but keeps the values that were assigned since. */
const replaceExpiredRow = (entity: Entity, row: KnownRow): void => {
  const known = rowOf(entity) ?? [];
  for (const column of stateOf(entity).model.columns) {
    const { index, name, type } = column;
    const value = fromDatabase(row[index], type);
    if (isDeferred(entity, column)) entity[name] = value;
    else if (entity[name] === fromDatabase(known[index], type)) entity[name] = value;
  }
  setRow(entity, row);
  changeState(entity, { completeness: "whole" });
};

/** Sets the columns that were not loaded yet, and no others. */
const addMissingColumns = (entity: Entity, row: KnownRow): void => {
  const known = rowOf(entity) ?? [];
  const whole = row.map((value, index) => (known[index] === undefined ? value : known[index]));
  setRow(entity, whole);
  if (!whole.includes(undefined)) changeState(entity, { completeness: "whole" });
  for (const column of stateOf(entity).model.columns) {
    const value = row[column.index];
    if (value === undefined || !isDeferred(entity, column)) continue;
    entity[column.name] = fromDatabase(value, column.type);
  }
};

/** `Post#3`, or `Post (new)`. */
export const labelOf = (entity: Entity): string => {
  const { name, primaryKey } = stateOf(entity).model;
  const [first, second] = primaryKey;
  const key = first && !second ? (entity[first.name] ?? null) : joinedKey(entity, primaryKey);
  return key === null ? `${name} (new)` : `${name}#${key}`;
};

const joinedKey = (entity: Entity, columns: readonly ColumnModel[]): string | null => {
  const key = columns.map(column => entity[column.name] ?? null);
  return key.length === 0 || key.includes(null) ? null : key.join(",");
};
