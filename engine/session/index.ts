/** The unit of work: identity map, loading, flush. */
export { Collection } from "./collection.ts";
export { openDatabase } from "./database.ts";
export { labelOf } from "./entity.ts";
export { type Entity, type EntityState, isEntity, stateOf } from "./entity-state.ts";
export type { FlushStep } from "./flush-plan.ts";
export { type QueryOutcome, Session, type SessionOptions } from "./session.ts";
