/** Plans the steps that migrate the database of one document to that of another. */
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
 * The steps from a database created by the create script of `before` to the one of `after`, keeping its rows.
 * Records are matched by id, so another name is a rename. Diagnostics report what the dialect does not support.
 */
export const planMigration = (
  before: SchemaDocument,
  after: SchemaDocument,
  dialect: DialectName,
): Report<readonly MigrationStep[]> =>
  report(planners[dialect](pairDocuments(before, after)), createScript(after, dialect).diagnostics);

/** The migration as one script, with reasons and warnings as comments. */
export const migrationScript = (
  before: SchemaDocument,
  after: SchemaDocument,
  dialect: DialectName,
): Report<string> => {
  const { value, diagnostics } = planMigration(before, after, dialect);
  return report(printMigration(value), diagnostics);
};
