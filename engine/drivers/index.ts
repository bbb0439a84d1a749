/** The interface to databases, and the driver of sql.js. */
export { withAttached } from "./attach.ts";
export {
  type BrokenConstraint,
  DatabaseError,
  type Driver,
  type EmbeddedDriver,
  type QueryResult,
  type RowSlice,
  type RowVisitor,
  type SqlParameter,
  type SqlRow,
  type SqlValue,
} from "./driver.ts";
export { guardedDriver } from "./guarded-driver.ts";
export { LoggedDriver } from "./logged-driver.ts";
export { mysqlConstraint, type RunQuery } from "./mysql-constraint.ts";
export { postgresConstraint } from "./postgres-constraint.ts";
export { ROWS_PER_EVENT } from "./row-sample.ts";
export { openSqlJs } from "./sqljs.ts";
export { loadSqlJs, type SqlJsDatabase, type SqlJsLibrary } from "./sqljs-library.ts";
export {
  type Cause,
  type LoggedResult,
  type LoggedStatement,
  StatementEvent,
  type StatementListener,
  type StatementOrigin,
} from "./statement-event.ts";
