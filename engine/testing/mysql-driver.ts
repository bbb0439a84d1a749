/** What tests need of a database that speaks MySQL. */
import type { Connection, FieldPacket, ResultSetHeader, RowDataPacket } from "mysql2/promise";
import { integerOf } from "../base/index.ts";
import {
  DatabaseError,
  mysqlConstraint,
  type QueryResult,
  type RunQuery,
  type SqlParameter,
  type SqlRow,
  type SqlValue,
} from "../drivers/index.ts";
import { mysql as mysqlDialect } from "../sql/index.ts";
import type { ServerDriver } from "./server-driver.ts";

type Package = typeof import("mysql2/promise");
type Rows = SqlRow & RowDataPacket[];
type ClientResult = [Rows[] | ResultSetHeader, FieldPacket[]];

/** The client sends every number as a float, which LIMIT does not take; bytes it knows as its own kind alone. */
const bound = (value: SqlParameter, { TypedParameter }: Package): unknown => {
  if (typeof value === "bigint" || Number.isSafeInteger(value)) return TypedParameter.BIGINT(value);
  return value instanceof Uint8Array ? Buffer.from(value) : value;
};

/** By the numbers of types: TIMESTAMP, TIME and DATETIME. */
const MOMENTS: ReadonlySet<number | undefined> = new Set([7, 11, 12]);

/** Copies bytes, and removes an empty fraction of seconds. */
const plain = (value: SqlValue, field: FieldPacket | undefined): SqlValue => {
  if (value instanceof Uint8Array) return new Uint8Array(value);
  const isMoment = typeof value === "string" && MOMENTS.has(field?.type);
  return isMoment ? value.replace(/\.000$/, "") : value;
};

const resultOf = ([result, fields]: ClientResult): QueryResult => {
  if (Array.isArray(result)) {
    const rows = result.map(row => row.map((value, place) => plain(value, fields[place])));
    return { columns: fields.map(({ name }) => name), rows, changes: 0 };
  }
  const insertedKey = integerOf(BigInt(result.insertId));
  return { columns: [], rows: [], changes: result.affectedRows, insertedKey };
};

/** Uses a prepared statement only with parameters: a savepoint cannot be prepared. */
const execute = async (
  client: Connection,
  mysql: Package,
  statement: string,
  parameters: readonly SqlParameter[],
): Promise<QueryResult> => {
  if (parameters.length === 0) return resultOf((await client.query(statement)) as ClientResult);
  const values = parameters.map(value => bound(value, mysql));
  return resultOf((await client.execute(statement, values as string[])) as ClientResult);
};

/** A client behind the driver interface; `database` is the one that it is connected to. */
export const mysqlDriver = (
  client: Connection,
  mysql: Package,
  database: string,
  close: () => Promise<void>,
): ServerDriver => ({
  dialect: mysqlDialect,
  embedded: false,
  async query(statement, parameters) {
    try {
      return await execute(client, mysql, statement, parameters);
    } catch (thrown) {
      const runQuery: RunQuery = async (text, values) =>
        (await execute(client, mysql, text, values)).rows;
      const constraint = await mysqlConstraint(thrown, statement, runQuery);
      throw new DatabaseError(String(thrown), statement, constraint);
    }
  },
  async run(script) {
    await client.query(script);
  },
  async renew(statements) {
    await client.query(
      `DROP DATABASE IF EXISTS ${database}; CREATE DATABASE ${database}; USE ${database}`,
    );
    for (const statement of statements) await client.query(statement);
  },
  async withoutForeignKeys(statements) {
    await client.query("SET foreign_key_checks = 0");
    for (const statement of statements) await client.query(statement);
    await client.query("SET foreign_key_checks = 1");
  },
  close,
});
