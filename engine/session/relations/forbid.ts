/** Relations that must not be loaded by reading them. */
import type { RelationModel } from "../../query/index.ts";
import { changeState, type Entity, stateOf } from "../entities/entity-state.ts";

/** From now on, reading the relation of these entities is an error, unless it is loaded otherwise. */
export const forbid = (entities: readonly Entity[], relation: RelationModel): void => {
  const widened = new Map<ReadonlySet<RelationModel>, ReadonlySet<RelationModel>>();
  for (const entity of entities) {
    const state = stateOf(entity);
    if (state.forbidden.has(relation)) continue;
    const known = widened.get(state.forbidden);
    const forbidden = known ?? new Set([...state.forbidden, relation]);
    widened.set(state.forbidden, forbidden);
    changeState(entity, { forbidden });
  }
};
