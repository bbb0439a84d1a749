/** Objects of rows: the one that stands for the row already, or a new one. What was loaded before wins. */
import type { FetchNode } from "../../query/index.ts";
import { type EntityMaker, entityMaker, partialEntityMaker, renewRow } from "../entities/entity.ts";
import {
  type EntityKind,
  type EntityOwner,
  type KnownRow,
  stateOf,
} from "../entities/entity-state.ts";
import { type IdentityMap, isKeyless } from "../entities/identity-map.ts";
import type { Materialize } from "./fold.ts";

/** Which columns of a row are an entity's. */
type Place = Pick<FetchNode, "entity" | "offset" | "positions">;

/** Makes entities that belong to `owner`, one for each row. */
export const materializer =
  (identities: IdentityMap, owner: EntityOwner): Materialize =>
  place => {
    const { entity: model } = place;
    const known = identities.of(model);
    const make = makerOf(owner.kindOf(model), place);
    if (isKeyless(model)) {
      return (values, start) => {
        const entity = make(values, start);
        identities.add(entity);
        return entity;
      };
    }
    return (values, start, key) => {
      const before = key === null ? undefined : known.get(key);
      if (before) {
        if (stateOf(before).isPartial) renewRow(before, ownRow(place, values, start));
        return before;
      }
      const entity = make(values, start);
      if (key !== null) known.set(key, entity);
      return entity;
    };
  };

const makerOf = (kind: EntityKind, place: Place): EntityMaker => {
  if (place.positions) {
    const make = partialEntityMaker(kind);
    return (values, start) => make(ownRow(place, values, start));
  }
  const make = entityMaker(kind);
  const { offset } = place;
  return offset === 0 ? make : (values, start) => make(values, start + offset);
};

/** The columns of the entity, as a row of its own. */
const ownRow = ({ entity, offset, positions }: Place, values: KnownRow, start: number): KnownRow =>
  positions
    ? positions.map(position => values[start + position])
    : values.slice(start + offset, start + offset + entity.columns.length);
