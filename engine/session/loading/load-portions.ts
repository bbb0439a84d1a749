/** Groups entities by the key of a relation, in portions for one statement each. */
import type { SqlValue } from "../../drivers/index.ts";
import type { ColumnModel } from "../../query/index.ts";
import type { Key } from "../entities/by-key.ts";
import type { Entity } from "../entities/entity-state.ts";
import { keyIn } from "../entities/identity-map.ts";

/** Well below the limit of parameters of every database. */
export const KEYS_PER_STATEMENT = 500;

type Portion = {
  readonly keys: readonly (readonly SqlValue[])[];
  readonly sources: readonly Entity[];
};

/** Entities by key, in portions for one statement each. */
export function* portions(
  entities: readonly Entity[],
  columns: readonly ColumnModel[],
): Generator<Portion> {
  const byKey = new Map<Key, Entity[]>();
  for (const entity of entities) {
    const key = keyIn(entity, columns);
    if (key === null) continue;
    const same = byKey.get(key);
    if (same) same.push(entity);
    else byKey.set(key, [entity]);
  }
  const groups = [...byKey.values()];
  for (let start = 0; start < groups.length; start += KEYS_PER_STATEMENT) {
    const portion = groups.slice(start, start + KEYS_PER_STATEMENT);
    const keys = portion.flatMap(([first]) => (first ? [keyParts(first, columns)] : []));
    yield { keys, sources: portion.flat() };
  }
}

/** The values of an entity in these columns. */
export const keyParts = (entity: Entity, columns: readonly ColumnModel[]): readonly SqlValue[] =>
  columns.map(column => entity[column.name] as SqlValue);
