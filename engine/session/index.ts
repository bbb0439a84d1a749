/** Sessions: identity map, loading, unit of work. */

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
export { openSession } from "./open-session.ts";
export type { FlushStep } from "./saving/plan/flush-step.ts";
export type { Session } from "./session.ts";
export type { QueryOutcome, SessionOptions } from "./session-options.ts";
export type { EventQuery } from "./statements/statements.ts";
