/** How an entity stood before something that may fail. */
import { deferColumn, isDeferred } from "./deferred-column.ts";
import { setValues, valuesOf } from "./entity.ts";
import {
  type Entity,
  type EntityState,
  type RowPlace,
  rowPlaceOf,
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

export class EntityMemory {
  readonly entity: Entity;
  readonly #state: EntityState;
  readonly #place: RowPlace | null;
  readonly #values: unknown[];
  /** What the values that can be edited said. */
  readonly #texts: readonly (string | undefined)[];
  readonly #restoreItems: readonly (() => void)[];

  constructor(entity: Entity) {
    const state = stateOf(entity);
    this.entity = entity;
    this.#state = state;
    this.#place = rowPlaceOf(entity);
    this.#values = state.isPartial ? loadedValuesOf(entity) : valuesOf(entity);
    const { editablePlaces } = state.kind;
    this.#texts =
      editablePlaces.length === 0
        ? NO_TEXTS
        : editablePlaces.map(place => textOf(this.#values[place]));
    this.#restoreItems =
      state.collections.length === 0
        ? NOTHING
        : state.collections.map(collection => collection.remember());
  }

  /** Puts the entity back to how it stood. */
  restore(): void {
    const { entity } = this;
    setState(entity, this.#state);
    setRow(entity, this.#place?.rows ?? null, this.#place?.start);
    for (const restore of this.#restoreItems) restore();
    this.#undoEdits();
    if (!this.#state.isPartial) setValues(entity, this.#values);
    else this.#restorePart();
  }

  #undoEdits(): void {
    this.#state.kind.editablePlaces.forEach((place, index) => {
      const text = this.#texts[index];
      if (text === undefined || textOf(this.#values[place]) === text) return;
      this.#values[place] = JSON.parse(text);
    });
  }

  #restorePart(): void {
    const { model } = this.#state;
    for (const column of model.columns) {
      const value = this.#values[column.index];
      if (value === NOT_LOADED) deferColumn(this.entity, column, model);
      else this.entity[column.name] = value;
    }
  }
}

const loadedValuesOf = (entity: Entity): unknown[] =>
  stateOf(entity).model.columns.map(column =>
    isDeferred(entity, column) ? NOT_LOADED : entity[column.name],
  );
