/** How an entity stood before something that may fail. */
import type { ColumnModel } from "../../query/index.ts";
import { isDeferred } from "./deferred-column.ts";
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

export class EntityMemory {
  readonly #entity: Entity;
  readonly #state: EntityState;
  readonly #place: RowPlace | null;
  /** By column; undefined for what was not loaded, and stays so. */
  readonly #values: readonly unknown[];
  readonly #restoreItems: readonly (() => void)[];

  constructor(entity: Entity) {
    const state = stateOf(entity);
    this.#entity = entity;
    this.#state = state;
    this.#place = rowPlaceOf(entity);
    this.#values = state.isPartial ? loadedValuesOf(entity) : valuesOf(entity);
    this.#restoreItems =
      state.collections.length === 0
        ? NOTHING
        : state.collections.map(collection => collection.remember());
  }

  /** Puts the entity back to how it stood. */
  restore(): void {
    const entity = this.#entity;
    setState(entity, this.#state);
    setRow(entity, this.#place?.rows ?? null, this.#place?.start);
    for (const restore of this.#restoreItems) restore();
    if (!this.#state.isPartial) setValues(entity, this.#values);
    else {
      this.#state.model.columns.forEach((column, index) => {
        const value = this.#values[index];
        if (value !== undefined) entity[column.name] = value;
      });
    }
  }
}

const loadedValuesOf = (entity: Entity): readonly unknown[] => {
  const loaded = (column: ColumnModel): unknown =>
    isDeferred(entity, column) ? undefined : entity[column.name];
  return stateOf(entity).model.columns.map(loaded);
};
