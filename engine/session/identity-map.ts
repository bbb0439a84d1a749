/** One object per row: whoever loads a row again meets the same object. */
import type { ColumnModel, EntityModel } from "../query/index.ts";
import type { Entity } from "./entity.ts";

/** Values of a key as one value that a Map can compare; null when a part is missing. */
export const keyOf = (values: readonly unknown[]): string | number | null => {
  const [first, second] = values;
  if (values.some(value => value === null || value === undefined)) return null;
  if (values.length === 1 && second === undefined && typeof first === "number") return first;
  return JSON.stringify(values.map(value => (typeof value === "bigint" ? Number(value) : value)));
};

/** The values of an entity in these columns, as a key. */
export const keyIn = (entity: Entity, columns: readonly ColumnModel[]): string | number | null =>
  keyOf(columns.map(column => entity[column.name]));

export class IdentityMap {
  readonly #entities = new Map<EntityModel, Map<string | number, Entity>>();

  get(model: EntityModel, key: string | number): Entity | undefined {
    return this.#entities.get(model)?.get(key);
  }

  set(model: EntityModel, key: string | number, entity: Entity): void {
    const known = this.#entities.get(model);
    if (known) known.set(key, entity);
    else this.#entities.set(model, new Map([[key, entity]]));
  }

  delete(model: EntityModel, key: string | number): void {
    this.#entities.get(model)?.delete(key);
  }

  /** Notes which objects there are; the function returned goes back to them. */
  remember(): () => void {
    const known = [...this.#entities].map(
      ([model, entities]) => [model, new Map(entities)] as const,
    );
    return () => {
      this.#entities.clear();
      for (const [model, entities] of known) this.#entities.set(model, entities);
    };
  }

  *[Symbol.iterator](): Iterator<Entity> {
    for (const entities of this.#entities.values()) yield* entities.values();
  }
}
