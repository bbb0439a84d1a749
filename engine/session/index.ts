/** The unit of work: identity map, loading, flush. */

export { openDatabase } from "./database.ts";
export { Collection } from "./entities/collection.ts";
export { labelOf } from "./entities/entity.ts";
export {
  type Entity,
  type EntityState,
  isEntity,
  referenceOf,
  stateOf,
} from "./entities/entity-state.ts";
export type { FlushStep } from "./saving/plan/flush-step.ts";
export { type QueryOutcome, Session, type SessionOptions } from "./session.ts";
