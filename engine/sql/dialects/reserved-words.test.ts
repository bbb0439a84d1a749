/** Every keyword that a server reports can be used as a name in every position. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { everyServer } from "../../testing/every-server.ts";
import type { ServerDriver } from "../../testing/server-driver.ts";
import { quoteIdentifier } from "../identifiers.ts";

const WORDS = {
  postgres: "SELECT word FROM pg_get_keywords()",
  mysql: "SELECT word FROM information_schema.keywords",
  mariadb: `SELECT word FROM information_schema.keywords
    UNION SELECT \`function\` FROM information_schema.sql_functions`,
} as const;

/** Functions that MySQL and MariaDB recognize before a parenthesis but do not report. */
const FUNCTIONS =
  `adddate bit_and bit_or bit_xor cast count curdate curtime date_add date_sub extract group_concat max mid min
  now position session_user std stddev substr substring sum sysdate system_user trim variance`.split(
    /\s+/,
  );

/** The limit on columns of a table in MySQL. */
const MOST = 900;

describe.each(everyServer)("on $where", ({ open, make }) => {
  let server: ServerDriver;
  let names: readonly string[] = [];
  beforeAll(async () => {
    server = await open();
    const { identifiers } = server.dialect;
    const { rows } = await server.query(WORDS[make], []);
    const words = new Set([...rows.map(([word]) => String(word).toLowerCase()), ...FUNCTIONS]);
    names = [...words]
      .filter(word => /^[a-z_]\w*$/.test(word))
      .map(word => quoteIdentifier(word, identifiers));
  }, 60_000);
  afterAll(() => server?.close());

  it("of columns and aliases of columns", async () => {
    const some = names.slice(0, MOST);
    await server.renew([
      `CREATE TABLE words (\n  ${some.map(name => `${name} SMALLINT`).join(",\n  ")}\n)`,
    ]);
    await server.query(`INSERT INTO words (${some.join(", ")}) VALUES (${some.map(() => 1)})`, []);
    for (const name of names.slice(MOST)) await server.query(`SELECT 1 AS ${name}`, []);
    for (const name of some) {
      await server.query(`SELECT ${name}, words.${name} FROM words WHERE ${name} > 0`, []);
      await server.query(`UPDATE words SET ${name} = ${name} + 1`, []);
    }
  }, 60_000);

  it("of tables and aliases of tables", async () => {
    await server.renew([]);
    for (const name of names) {
      await server.query(`WITH ${name} (a) AS (SELECT 1) SELECT ${name}.a FROM ${name}`, []);
      await server.query(`SELECT ${name}.a FROM (SELECT 1 AS a) AS ${name}`, []);
      const missing = server.query(`INSERT INTO ${name} (a) VALUES (1)`, []);
      await expect(missing, name).rejects.toThrow(/exist/);
    }
  }, 60_000);
});
