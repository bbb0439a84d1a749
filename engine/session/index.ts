/** The unit of work: identity map, loading, flush. */
export { Collection } from "./collection.ts";
export { openDatabase } from "./database.ts";
export { type Entity, type EntityState, isEntity, labelOf, stateOf } from "./entity.ts";
export type { FlushStep } from "./flush-plan.ts";
export { type QueryOutcome, Session, type SessionOptions } from "./session.ts";
