/** What tests need of a PostgreSQL, wherever it runs. */
import { DatabaseError, postgresConstraint, type QueryResult } from "../drivers/index.ts";
import { postgres } from "../sql/index.ts";
import type { ServerDriver } from "./server-driver.ts";

/** What a client of PostgreSQL can do: one statement with parameters, a script without, and goodbye. */
export type PostgresClient = {
  query(text: string, parameters: readonly unknown[]): Promise<QueryResult>;
  run(script: string): Promise<unknown>;
  close(): Promise<void>;
};

const text = (value: string): string => value;

/** By the numbers of types. @see https://github.com/postgres/postgres/blob/master/src/include/catalog/pg_type.dat */
const OID = {
  INT8: 20,
  JSON: 114,
  DATE: 1082,
  TIME: 1083,
  TIMESTAMP: 1114,
  TIMESTAMPTZ: 1184,
  NUMERIC: 1700,
  UUID: 2950,
  JSONB: 3802,
} as const;

/** A whole number of 64 bits. */
const integer = (value: string): number | bigint =>
  Number.isSafeInteger(Number(value)) ? Number(value) : BigInt(value);

/** As SQLite has them: numbers as numbers, dates as text. */
export const postgresParsers: Readonly<Record<number, (value: string) => unknown>> = {
  [OID.INT8]: integer,
  [OID.NUMERIC]: Number,
  [OID.TIMESTAMP]: text,
  [OID.TIMESTAMPTZ]: text,
  [OID.DATE]: text,
  [OID.TIME]: text,
  [OID.JSON]: text,
  [OID.JSONB]: text,
  [OID.UUID]: value => value.replaceAll("-", ""),
};

/** A client behind the driver interface. */
export const postgresDriver = (client: PostgresClient): ServerDriver => ({
  dialect: postgres,
  embedded: false,
  async query(statement, parameters) {
    try {
      return await client.query(statement, parameters);
    } catch (thrown) {
      throw new DatabaseError(String(thrown), statement, postgresConstraint(thrown));
    }
  },
  async run(script) {
    await client.run(script);
  },
  async renew(statements) {
    await client.run("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    for (const statement of statements) await client.run(statement);
  },
  async withoutForeignKeys(statements) {
    await client.run("SET session_replication_role = replica");
    for (const statement of statements) await client.run(statement);
    await client.run("SET session_replication_role = DEFAULT");
  },
  close: () => client.close(),
});
