/** Objects of rows: the one that stands for the row already, or a new one. What was loaded before wins. */
import type { SqlRow, SqlValue } from "../drivers/index.ts";
import type { EntityModel, FetchNode } from "../query/index.ts";
import type { Key } from "./entities-by-key.ts";
import { entityMaker, renewRow } from "./entity.ts";
import type { EntityOwner } from "./entity-state.ts";
import { stateOf } from "./entity-state.ts";
import type { Materialize } from "./fold.ts";
import type { IdentityMap } from "./identity-map.ts";

/** Which columns of a row are an entity's. */
type Place = Pick<FetchNode, "entity" | "offset" | "positions">;

type OwnRow = (row: SqlRow) => readonly (SqlValue | undefined)[];

/** Takes the columns of the entity out of a row. */
const ownRowOf = ({ entity, offset, positions }: Place): OwnRow => {
  const { length } = entity.columns;
  const end = offset + length;
  // A row that is nothing else is what the entity is compared with: no other copy of it is kept.
  if (!positions) return row => (row.length === length ? row : row.slice(offset, end));
  return row => positions.map(position => row[position]);
};

const isKeyed = (model: EntityModel): boolean => model.primaryKey.length > 0;

/** Makes entities that belong to `owner`, one for each row. */
export const materializer =
  (identities: IdentityMap, owner: EntityOwner): Materialize =>
  node => {
    const { entity: model } = node;
    const known = identities.of(model);
    const ownRow = ownRowOf(node);
    const make = entityMaker({ model, owner });
    if (!isKeyed(model)) return row => make(ownRow(row));
    return (row: SqlRow, key: Key | null) => {
      const before = key === null ? undefined : known.get(key);
      if (before) {
        if (stateOf(before).isPartial) renewRow(before, ownRow(row));
        return before;
      }
      const entity = make(ownRow(row));
      if (key !== null) known.set(key, entity);
      return entity;
    };
  };
