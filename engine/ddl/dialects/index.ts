/** The CREATE statements of each database. */
import type { DialectName } from "../../sql/index.ts";
import type { DdlDialect } from "../ddl-dialect.ts";
import { mysqlDdl } from "./mysql.ts";
import { postgresDdl } from "./postgres.ts";
import { sqliteDdl } from "./sqlite.ts";

export { objectName as postgresObjectName } from "./postgres-names.ts";

export const ddlDialects: Readonly<Record<DialectName, DdlDialect>> = {
  sqlite: sqliteDdl,
  postgres: postgresDdl,
  mysql: mysqlDdl,
};
