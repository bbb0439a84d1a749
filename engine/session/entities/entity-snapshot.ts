/** The state of an entity before an operation that may fail. */
import { deferColumn, isDeferred } from "./deferred-column.ts";
import { setValues, valuesOf } from "./entity.ts";
import {
  type Entity,
  type EntityState,
  type KnownRow,
  rowStartOf,
  rowsOf,
  setRow,
  setState,
  stateOf,
} from "./entity-state.ts";

const NOTHING: readonly (() => void)[] = [];
const NO_TEXTS: readonly string[] = [];
/** The text of each value that can be edited in place. */
type Texts = readonly (string | undefined)[];

const NOT_LOADED = Symbol("not loaded");

/** Undefined for a value that JSON cannot represent; a save rejects it. */
const textOf = (value: unknown): string | undefined => {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
};

type Parts = {
  readonly entity: Entity;
  readonly state: EntityState;
  readonly rows: KnownRow | null;
  readonly start: number;
  readonly values: unknown[];
  readonly texts: Texts;
  readonly restoreItems: readonly (() => void)[];
};

export class EntitySnapshot {
  readonly entity: Entity;
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.entity = parts.entity;
    this.#parts = parts;
  }

  /** Restores the entity. */
  restore(): void {
    const { entity, state, rows, start, values, texts, restoreItems } = this.#parts;
    setState(entity, state);
    setRow(entity, rows, start);
    for (const restore of restoreItems) restore();
    undoEdits(values, texts, state.type.editablePlaces);
    if (!state.isPartial) setValues(entity, values);
    else restorePart(entity, values);
  }
}

/** Takes a snapshot of an entity. */
export const snapshotOf = (entity: Entity): EntitySnapshot => {
  const state = stateOf(entity);
  const { collections, type } = state;
  const values = state.isPartial ? loadedValuesOf(entity) : valuesOf(entity);
  const { editablePlaces } = type;
  const texts =
    editablePlaces.length === 0 ? NO_TEXTS : editablePlaces.map(place => textOf(values[place]));
  const restoreItems =
    collections.length === 0 ? NOTHING : collections.map(collection => collection.snapshot());
  const rows = rowsOf(entity);
  const start = rowStartOf(entity);
  return new EntitySnapshot({ entity, state, rows, start, values, texts, restoreItems });
};

const undoEdits = (values: unknown[], texts: Texts, editablePlaces: readonly number[]): void => {
  editablePlaces.forEach((place, index) => {
    const text = texts[index];
    if (text === undefined || textOf(values[place]) === text) return;
    values[place] = JSON.parse(text);
  });
};

const restorePart = (entity: Entity, values: readonly unknown[]): void => {
  const { model } = stateOf(entity);
  for (const column of model.columns) {
    const value = values[column.index];
    if (value === NOT_LOADED) deferColumn(entity, column, model);
    else entity[column.name] = value;
  }
};

const loadedValuesOf = (entity: Entity): unknown[] =>
  stateOf(entity).model.columns.map(column =>
    isDeferred(entity, column) ? NOT_LOADED : entity[column.name],
  );
