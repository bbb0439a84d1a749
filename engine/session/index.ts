/** The unit of work: identity map, loading, flush. */
export { Collection } from "./collection.ts";
export { openDatabase } from "./database.ts";
export { type Entity, isEntity, labelOf, stateOf } from "./entity.ts";
export type { EntityState } from "./entity-state.ts";
export type { FlushStep } from "./flush-plan.ts";
export { type QueryOutcome, Session, type SessionOptions } from "./session.ts";
