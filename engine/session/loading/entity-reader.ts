/** Reads entities from rows: the entity of the identity map, or a new one. Values that are loaded already are kept. */
import { memoize } from "../../base/index.ts";
import type { RowVisitor, SqlRow } from "../../drivers/index.ts";
import type { FetchNode } from "../../query/index.ts";
import type { Key } from "../entities/by-key.ts";
import { type EntityMaker, entityMaker, mergeRow, partialEntityMaker } from "../entities/entity.ts";
import { type Entity, type EntityType, type KnownRow, stateOf } from "../entities/entity-state.ts";
import { type IdentityMap, isKeyless, keyReader, type ReadKey } from "../entities/identity-map.ts";

/** The columns of an entity within a row. */
export type EntityPlace = Pick<FetchNode, "entity" | "offset" | "positions">;

/** The part of a reader that all sessions share. */
type Reading = {
  readonly hasKey: boolean;
  readonly keyOf: ReadKey;
  readonly make: EntityMaker;
};

const positionOf = ({ offset, positions }: EntityPlace, index: number): number =>
  positions ? (positions[index] ?? -1) : offset + index;

const sharedReaderOf = memoize((place: EntityPlace): Reading => {
  const { entity } = place;
  return {
    hasKey: !isKeyless(entity),
    keyOf: keyReader(entity.primaryKey.map(({ index }) => positionOf(place, index))),
    make: makerOf(place),
  };
});

const makerOf = (place: EntityPlace): EntityMaker => {
  if (place.positions) {
    const make = partialEntityMaker(place.entity);
    return (type, values, start) => make(type, entityRow(place, values, start));
  }
  const make = entityMaker(place.entity);
  const { offset } = place;
  return offset === 0 ? make : (type, values, start) => make(type, values, start + offset);
};

/** The columns of the entity as a separate row. */
const entityRow = (
  { entity, offset, positions }: EntityPlace,
  values: KnownRow,
  start: number,
): KnownRow =>
  positions
    ? positions.map(position => values[start + position])
    : values.slice(start + offset, start + offset + entity.columns.length);

/** Reads the entities of one session from the same columns of each row. */
class EntityReader {
  readonly #identities: IdentityMap;
  readonly #place: EntityPlace;
  readonly #reading: Reading;
  readonly #type: EntityType;

  constructor(identities: IdentityMap, place: EntityPlace) {
    this.#identities = identities;
    this.#place = place;
    this.#reading = sharedReaderOf(place);
    this.#type = identities.typeOf(place.entity);
  }

  /** The primary key; null if there is no entity in the row. */
  keyOf(values: SqlRow, start: number): Key | null {
    return this.#reading.keyOf(values, start);
  }

  /** The entity of a row with this primary key. */
  readEntity(values: SqlRow, start: number, key: Key | null): Entity {
    const { hasKey, make } = this.#reading;
    if (!hasKey || key === null) return this.#readKeyless(values, start);
    const before = this.#type.entities.get(key);
    if (before) {
      if (stateOf(before).isPartial) mergeRow(before, entityRow(this.#place, values, start));
      return before;
    }
    const entity = make(this.#type, values, start);
    this.#type.entities.set(key, entity);
    return entity;
  }

  #readKeyless(values: SqlRow, start: number): Entity {
    const entity = this.#reading.make(this.#type, values, start);
    this.#identities.add(entity);
    return entity;
  }
}

export type { EntityReader };

export const entityReader = (identities: IdentityMap, place: EntityPlace): EntityReader =>
  new EntityReader(identities, place);

/** Collects the entities of a statement without relations. */
export class EntityCollector implements RowVisitor {
  readonly entities: Entity[] = [];
  readonly #reader: EntityReader;

  constructor(reader: EntityReader) {
    this.#reader = reader;
  }

  /** Entities keep the lists with their rows. */
  get keepsLists(): boolean {
    return true;
  }

  visit(values: SqlRow, start: number): void {
    this.entities.push(this.#reader.readEntity(values, start, this.#reader.keyOf(values, start)));
  }
}
