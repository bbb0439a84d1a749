/** Migrations from the database of one document to that of another. */
export { migrationScript, planMigration } from "./plan.ts";
export { type MigrationStep, printMigration, type StepKind } from "./steps.ts";
