/** Databases as the engine sees them. */
export {
  type BrokenConstraint,
  DatabaseError,
  type Driver,
  type EmbeddedDriver,
  type QueryResult,
  type SqlRow,
  type SqlValue,
} from "./driver.ts";
export { openSqlJs, type SqlJsDatabase, type SqlJsStatement } from "./sqljs.ts";
export {
  type Cause,
  LoggedDriver,
  type StatementEvent,
  type StatementListener,
} from "./statement-log.ts";
