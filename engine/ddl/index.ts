/** From a document to the SQL that creates, alters and drops its tables. */
export { createScript } from "./create-script.ts";
export { postgresObjectName } from "./dialects/index.ts";
export { dropScript } from "./drop-script.ts";
export {
  type MigrationStep,
  migrationScript,
  planMigration,
  printMigration,
  type StepKind,
} from "./migration/index.ts";
export { orderTables } from "./order-tables.ts";
export { type DdlStatement, printScript } from "./statement.ts";
export { inStoredForm, type StoredForm, storedForm } from "./stored-form.ts";
