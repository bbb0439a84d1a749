/** Databases as the engine sees them. */
export {
  type BrokenConstraint,
  DatabaseError,
  type Driver,
  type EachWritten,
  type EmbeddedDriver,
  type QueryResult,
  type RowVisitor,
  type SqlParameter,
  type SqlRow,
  type SqlValue,
} from "./driver.ts";
export { type AskBeside, mysqlConstraint } from "./mysql-constraint.ts";
export { postgresConstraint } from "./postgres-constraint.ts";
export { openSqlJs } from "./sqljs.ts";
export { loadSqlJs, type SqlJsDatabase, type SqlJsLibrary } from "./sqljs-library.ts";
export {
  type Cause,
  LoggedDriver,
  type StatementEvent,
  type StatementListener,
  visitRows,
} from "./statement-log.ts";
