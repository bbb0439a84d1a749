/** A real PostgreSQL, in this process, behind the driver interface. */
import { PGlite } from "@electric-sql/pglite";
import type { SqlRow } from "../drivers/index.ts";
import { postgresDriver, postgresParsers } from "./postgres-driver.ts";
import type { ServerDriver } from "./server-driver.ts";

export const openPostgres = async (): Promise<ServerDriver> => {
  const database = await PGlite.create({ parsers: postgresParsers });
  return postgresDriver({
    async query(text, parameters) {
      const options = { rowMode: "array" } as const;
      const result = await database.query<SqlRow>(text, [...parameters], options);
      const columns = result.fields.map(field => field.name);
      return { columns, rows: result.rows, changes: result.affectedRows ?? 0 };
    },
    run: script => database.exec(script),
    close: () => database.close(),
  });
};
