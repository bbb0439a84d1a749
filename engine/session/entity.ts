/** Objects that stand for rows: columns are their own properties, relations are read through their class. */
import { invariant, memoize } from "../base/index.ts";
import type { SqlValue } from "../drivers/index.ts";
import {
  type EntityModel,
  fromDatabase,
  isPlain,
  neededColumns,
  type RelationModel,
} from "../query/index.ts";
import { deferColumn, isDeferred } from "./deferred-column.ts";
import {
  type Entity,
  type EntityKind,
  EntityState,
  type KnownRow,
  Stated,
  stateOf,
} from "./entity-state.ts";
import { fieldSetter } from "./made-code.ts";

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
export const newEntity = (kind: EntityKind): Entity =>
  new (classOf(kind.model))(new EntityState(kind));

/** What a column's value is to a person; null where the database has it as it is. */
type Conversion = ((value: SqlValue) => unknown) | null;

/** How rows of a model become the columns of an entity. */
type Taking = {
  readonly conversions: readonly Conversion[];
  readonly isPlain: boolean;
  readonly setFields: (entity: Entity, row: readonly unknown[]) => void;
};

const takingOf = memoize(({ columns }: EntityModel): Taking => {
  const conversions = columns.map(
    ({ type }): Conversion => (isPlain(type) ? null : value => fromDatabase(value, type)),
  );
  return {
    conversions,
    isPlain: conversions.every(convert => convert === null),
    setFields: fieldSetter(columns.map(({ name }) => name)),
  };
});

/** Takes over what the database has, as the values and as what they are compared with. */
const takeInto = (entity: Entity, state: EntityState, row: KnownRow, taking: Taking): void => {
  state.status = "loaded";
  state.row = row;
  if (row.includes(undefined)) takePart(entity, state, row, taking);
  else {
    state.completeness = "whole";
    taking.setFields(entity, taking.isPlain ? row : valuesOf(row, taking));
  }
};

const valuesOf = (row: KnownRow, { conversions }: Taking): readonly unknown[] =>
  row.map((value, index) => {
    const convert = conversions[index];
    return convert && value !== undefined ? convert(value) : value;
  });

const takePart = (entity: Entity, state: EntityState, row: KnownRow, taking: Taking): void => {
  state.completeness = "partial";
  const values = valuesOf(row, taking);
  for (const column of state.model.columns) {
    if (row[column.index] === undefined) deferColumn(entity, column, state.model);
    else entity[column.name] = values[column.index];
  }
};

/** Takes over what the database has. */
export const takeRow = (entity: Entity, row: KnownRow): void => {
  const state = stateOf(entity);
  takeInto(entity, state, row, takingOf(state.model));
};

/** Makes entities of rows. */
export const entityMaker = (kind: EntityKind): ((row: KnownRow) => Entity) => {
  const Made = classOf(kind.model);
  const taking = takingOf(kind.model);
  return row => {
    const state = new EntityState(kind);
    const entity = new Made(state);
    takeInto(entity, state, row, taking);
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
  state.completeness = "expired";
  state.forgetRelations();
};

/** Takes over a row that came for an entity which has not all of its own. */
export const renewRow = (entity: Entity, row: KnownRow): void => {
  const { completeness } = stateOf(entity);
  if (completeness === "expired" && !row.includes(undefined)) takeRow(entity, row);
  else completeRow(entity, row);
};

/** Takes over what an entity came without; what it has stays as it is. */
const completeRow = (entity: Entity, row: KnownRow): void => {
  const state = stateOf(entity);
  const known = state.row ?? [];
  state.row = row.map((value, index) => (known[index] === undefined ? value : known[index]));
  if (!state.row.includes(undefined)) state.completeness = "whole";
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
