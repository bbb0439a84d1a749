/** How an entity stood before something that may fail. */
import type { ColumnModel } from "../query/index.ts";
import { isDeferred } from "./deferred-column.ts";
import { type Entity, stateOf } from "./entity-state.ts";

export class EntityMemory {
  readonly #entity: Entity;
  /** By column; left out are those that were not loaded. */
  readonly #values: readonly unknown[];
  readonly #leftOut: ReadonlySet<ColumnModel> | null;
  readonly #restoreState: () => void;

  constructor(entity: Entity) {
    const state = stateOf(entity);
    const { columns } = state.model;
    const leftOut = state.isPartial
      ? new Set(columns.filter(column => isDeferred(entity, column)))
      : null;
    this.#entity = entity;
    this.#leftOut = leftOut;
    this.#values = columns.map(column => (leftOut?.has(column) ? undefined : entity[column.name]));
    this.#restoreState = state.remember();
  }

  /** Puts the entity back to how it stood. */
  restore(): void {
    const entity = this.#entity;
    this.#restoreState();
    stateOf(entity).model.columns.forEach((column, index) => {
      if (this.#leftOut?.has(column)) return;
      if (this.#values[index] === undefined) delete entity[column.name];
      else entity[column.name] = this.#values[index];
    });
  }
}
