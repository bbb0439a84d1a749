/** A real PostgreSQL for tests. */
import { PGlite, types } from "@electric-sql/pglite";
import type { Driver, SqlRow } from "../drivers/index.ts";

/** A database of its own, which can be emptied and told anew. */
export type PostgresDatabase = Driver & { renew(statements: readonly string[]): Promise<void> };

const asText = (text: string): string => text;

/** Dates and JSON come as the text that PostgreSQL writes, as they do from a driver that loses nothing. */
const parsers = Object.fromEntries(
  [types.DATE, types.TIME, types.TIMESTAMP, types.TIMESTAMPTZ, types.JSON, types.JSONB].map(
    type => [type, asText] as const,
  ),
);

export const openPostgres = async (): Promise<PostgresDatabase> => {
  const database = await PGlite.create();
  return {
    dialect: "postgres",
    async query(text, parameters) {
      const options = { rowMode: "array", parsers } as const;
      const { rows, fields, affectedRows } = await database.query(text, [...parameters], options);
      const columns = fields.map(field => field.name);
      return { columns, rows: rows as unknown as SqlRow[], changes: affectedRows ?? 0 };
    },
    async renew(statements) {
      await database.exec("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
      for (const text of statements) await database.exec(text);
    },
  };
};
