/** From two documents to the steps that turn the database of one into that of the other. */
import { type Report, report } from "../../base/index.ts";
import type { SchemaDocument } from "../../schema/index.ts";
import type { DialectName } from "../../sql/index.ts";
import { createScript } from "../create-script.ts";
import { ddlDialects } from "../dialects/index.ts";
import { mysqlMigration } from "./mysql.ts";
import { type Pairing, pairDocuments } from "./pairing.ts";
import { postgresMigration } from "./postgres.ts";
import { planServer } from "./server.ts";
import { serverContext } from "./server-context.ts";
import { planSqlite } from "./sqlite.ts";
import { type MigrationStep, printMigration } from "./steps.ts";

const planners: Readonly<Record<DialectName, (pairing: Pairing) => readonly MigrationStep[]>> = {
  sqlite: planSqlite,
  postgres: pairing => planServer(serverContext(pairing, ddlDialects.postgres), postgresMigration),
  mysql: pairing => planServer(serverContext(pairing, ddlDialects.mysql), mysqlMigration),
};

/**
 * The steps from a database that the create script of `before` has made to one as `after` has it, rows kept.
 * Ids tell what is the same: another name is a rename. What the dialect cannot say of `after` is told.
 */
export const planMigration = (
  before: SchemaDocument,
  after: SchemaDocument,
  dialect: DialectName,
): Report<readonly MigrationStep[]> =>
  report(planners[dialect](pairDocuments(before, after)), createScript(after, dialect).diagnostics);

/** The migration as one text, its reasons and dangers as comments. */
export const migrationScript = (
  before: SchemaDocument,
  after: SchemaDocument,
  dialect: DialectName,
): Report<string> => {
  const { value, diagnostics } = planMigration(before, after, dialect);
  return report(printMigration(value), diagnostics);
};
