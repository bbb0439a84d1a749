/** How an entity stood before something that may fail. */
import { keepShape } from "../../base/index.ts";
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
const NOT_LOADED = Symbol("not loaded");

/** Nothing for what JSON cannot hold, which a save refuses. */
const textOf = (value: unknown): string | undefined => {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
};

type Texts = readonly (string | undefined)[];

export class EntityMemory {
  readonly entity: Entity;
  readonly #state: EntityState;
  readonly #rows: KnownRow | null;
  readonly #start: number;
  readonly #values: unknown[];
  /** What the values that can be edited said. */
  readonly #texts: Texts;
  readonly #restoreItems: readonly (() => void)[];

  constructor(
    entity: Entity,
    state: EntityState,
    rows: KnownRow | null,
    start: number,
    values: unknown[],
    texts: Texts,
    restoreItems: readonly (() => void)[],
  ) {
    this.entity = entity;
    this.#state = state;
    this.#rows = rows;
    this.#start = start;
    this.#values = values;
    this.#texts = texts;
    this.#restoreItems = restoreItems;
  }

  /** Puts the entity back to how it stood. */
  restore(): void {
    const { entity } = this;
    setState(entity, this.#state);
    setRow(entity, this.#rows, this.#start);
    for (const restore of this.#restoreItems) restore();
    undoEdits(this.#values, this.#texts, this.#state.kind.editablePlaces);
    if (!this.#state.isPartial) setValues(entity, this.#values);
    else restorePart(entity, this.#values);
  }
}

keepShape(EntityMemory);

/** How an entity stands now. */
export const memoryOf = (entity: Entity): EntityMemory => {
  const state = stateOf(entity);
  const { collections, kind } = state;
  const values = state.isPartial ? loadedValuesOf(entity) : valuesOf(entity);
  const { editablePlaces } = kind;
  const texts =
    editablePlaces.length === 0 ? NO_TEXTS : editablePlaces.map(place => textOf(values[place]));
  const restoreItems =
    collections.length === 0 ? NOTHING : collections.map(collection => collection.remember());
  const rows = rowsOf(entity);
  return new EntityMemory(entity, state, rows, rowStartOf(entity), values, texts, restoreItems);
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
