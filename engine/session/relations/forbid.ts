/** Relations whose lazy loading is forbidden. */
import type { RelationModel } from "../../query/index.ts";
import { changeState, type Entity, stateOf } from "../entities/entity-state.ts";

/** Forbids lazy loading of a relation for these entities. */
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
