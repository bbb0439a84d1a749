/** A real PostgreSQL, in this process, behind the driver interface. */
import { PGlite, types } from "@electric-sql/pglite";
import { DatabaseError, type Driver, type SqlRow } from "../drivers/index.ts";

const text = (value: string): string => value;

/** As SQLite has them: numbers as numbers, dates as text. */
const parsers = {
  [types.INT8]: Number,
  [types.NUMERIC]: Number,
  [types.TIMESTAMP]: text,
  [types.TIMESTAMPTZ]: text,
  [types.DATE]: text,
  [types.TIME]: text,
  [types.JSON]: text,
  [types.JSONB]: text,
  [types.UUID]: (value: string) => value.replaceAll("-", ""),
};

export type PostgresDriver = Driver & {
  run(script: string): Promise<void>;
  /** Empties it, and runs other statements. */
  renew(statements: readonly string[]): Promise<void>;
  close(): Promise<void>;
};

export const openPostgres = async (): Promise<PostgresDriver> => {
  const database = await PGlite.create({ parsers });
  return {
    dialect: "postgres",
    async query(statement, parameters) {
      try {
        const options = { rowMode: "array" } as const;
        const result = await database.query<SqlRow>(statement, [...parameters], options);
        const columns = result.fields.map(field => field.name);
        return { columns, rows: result.rows, changes: result.affectedRows ?? 0 };
      } catch (thrown) {
        throw new DatabaseError(String(thrown), statement);
      }
    },
    async run(script) {
      await database.exec(script);
    },
    async renew(statements) {
      await database.exec("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
      for (const text of statements) await database.exec(text);
    },
    close: () => database.close(),
  };
};
