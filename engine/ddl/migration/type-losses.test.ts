import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { emptyDocument, parseColumnType } from "../../schema/index.ts";
import type { DialectName } from "../../sql/index.ts";
import { draftDocument } from "../../testing/draft-document.ts";
import { everyMysql } from "../../testing/every-mysql.ts";
import { openDatabase } from "../../testing/open-database.ts";
import { openPostgres } from "../../testing/open-postgres.ts";
import type { ServerDriver } from "../../testing/server-driver.ts";
import { createScript, planMigration } from "../index.ts";
import { lossOfType } from "./type-losses.ts";

const typeOf = (text: string) => parseColumnType(text, emptyDocument);

const FAILS = Symbol("fails");
const TODAY = /^\d{4}-\d\d-\d\d 10:00:00(\.000)?$/;

/** A change of type: the reported loss, a value in SQL, and the value afterwards. */
type Case = readonly [DialectName, string, string, string | undefined, string, unknown];

const cases: readonly Case[] = [
  [
    "sqlite",
    "bigint",
    "double",
    "v of more than 15 digits are rounded.",
    "9007199254740993",
    9007199254740992,
  ],
  ["sqlite", "integer", "double", undefined, "16777217", 16777217],
  [
    "sqlite",
    "text",
    "integer",
    "v that look like numbers become numbers: '007' becomes 7. Values of v that cannot be read as a whole number stay as they are.",
    "'007'",
    7,
  ],
  [
    "sqlite",
    "decimal(10,2)",
    "integer",
    "v that cannot be read as a whole number stay as they are.",
    "12.6",
    12.6,
  ],
  [
    "sqlite",
    "text",
    "boolean",
    "v that cannot be read as true or false stay as they are.",
    "'Yes'",
    1,
  ],
  [
    "sqlite",
    "integer",
    "boolean",
    "v that cannot be read as true or false stay as they are.",
    "5",
    5,
  ],
  ["sqlite", "boolean", "integer", undefined, "1", 1],
  ["sqlite", "date", "datetime", undefined, "'2026-01-31'", "2026-01-31 00:00:00"],
  [
    "sqlite",
    "varchar(30)",
    "datetime",
    "v that cannot be read as a date and time stay as they are.",
    "'2026-01-31T12:00:00Z'",
    "2026-01-31 12:00:00",
  ],
  [
    "sqlite",
    "char(32)",
    "uuid",
    "v that cannot be read as a UUID stay as they are.",
    "'{0F8FAD5B-D9CB-469F-A165-70867728950E}'",
    "0f8fad5bd9cb469fa16570867728950e",
  ],
  [
    "sqlite",
    "integer",
    "datetime",
    "v that cannot be read as a date and time stay as they are.",
    "1772359200",
    "2026-03-01 10:00:00",
  ],
  ["postgres", "integer", "boolean", "v other than 0 all become TRUE.", "-3", true],
  [
    "postgres",
    "real",
    "decimal",
    "v are rounded to 6 digits; those out of range make this fail.",
    "16777217",
    16777200,
  ],
  ["postgres", "real", "text", undefined, "16777217", "1.6777216e+07"],
  ["postgres", "blob", "text", "v become their hexadecimal digits.", "'\\x61'", "\\x61"],
  [
    "postgres",
    "time",
    "datetime",
    "v that cannot be converted to the new type make this fail.",
    "'10:00:00'",
    FAILS,
  ],
  [
    "postgres",
    "datetime",
    "timestamptz",
    "v are read in the time zone of the session; those out of range make this fail.",
    "'2026-01-31 10:00:00'",
    "2026-01-31 10:00:00+00",
  ],
  ["mysql", "blob", "text", "v that are not UTF-8 make this fail.", "x'ff'", FAILS],
  ["mysql", "real", "text", "v are rounded to 6 digits.", "16777217", "16777200"],
  ["mysql", "double", "text", undefined, "0.1e0 + 0.2e0", "0.30000000000000004"],
  [
    "mysql",
    "decimal(5,2)",
    "boolean",
    "v are rounded; those out of range make this fail.",
    "0.3",
    0,
  ],
  ["mysql", "time", "datetime", "v get the date on which this runs.", "'10:00:00'", TODAY],
  ["mysql", "date", "time", "v all become midnight.", "'2026-01-31'", "00:00:00"],
  [
    "mysql",
    "text",
    "varchar",
    "v longer than 255 characters make this fail.",
    "repeat('x', 256)",
    FAILS,
  ],
  [
    "mysql",
    "text",
    "blob",
    "v that cannot be converted to the new type make this fail.",
    "'a'",
    new Uint8Array([97]),
  ],
];

const sidesOf = ([, from, to]: Case) => {
  const document = (type: string) =>
    draftDocument({ tables: { t: { columns: ["id integer pk", `v ${type}`] } } });
  return [document(from), document(to)] as const;
};

const scriptsOf = (testCase: Case) => {
  const [dialect, , , , value] = testCase;
  const [before, after] = sidesOf(testCase);
  return {
    created: createScript(before, dialect).value.map(({ text }) => text),
    migrated: [
      `INSERT INTO t (v) VALUES (${value})`,
      ...planMigration(before, after, dialect).value.flatMap(({ statements }) =>
        statements.map(({ text }) => text),
      ),
    ],
  };
};

const expectOutcome = async (outcome: Promise<unknown>, [, , , , , expected]: Case) => {
  if (expected === FAILS) await expect(outcome).rejects.toThrow();
  else if (expected instanceof RegExp) expect(await outcome).toMatch(expected);
  else expect(await outcome).toEqual(expected);
};

const onServer = async (server: ServerDriver, testCase: Case): Promise<unknown> => {
  const { created, migrated } = scriptsOf(testCase);
  await server.renew(created);
  for (const text of migrated) await server.query(text, []);
  const [[value] = []] = (await server.query("SELECT v FROM t", [])).rows;
  return value;
};

describe("the loss of a change of type is reported", () => {
  it.each(cases)("%s: %s to %s", (dialect, from, to, loss) => {
    const sentence = loss && `Values of ${loss}`;
    expect(lossOfType(dialect, "v", typeOf(from), typeOf(to))).toBe(sentence);
  });
});

describe("the reported loss occurs", () => {
  it.each(cases.filter(([dialect]) => dialect === "sqlite"))(
    "%s: %s to %s",
    async (...testCase) => {
      const database = openDatabase();
      const { created, migrated } = scriptsOf(testCase);
      for (const text of [...created, ...migrated]) database.query(text);
      await expectOutcome(
        Promise.resolve(database.query("SELECT v FROM t").rows[0]?.[0]),
        testCase,
      );
      database.close();
    },
  );
});

const servers = [
  { where: "PostgreSQL", dialect: "postgres", open: openPostgres },
  ...everyMysql.map(place => ({ ...place, dialect: "mysql" })),
];

describe.each(servers)("the reported loss occurs on $where", ({ dialect: spoken, open }) => {
  let server: ServerDriver;
  beforeAll(async () => {
    server = await open();
  }, 60_000);
  afterAll(() => server?.close());

  it.each(cases.filter(([dialect]) => dialect === spoken))("%s: %s to %s", async (...testCase) => {
    await expectOutcome(onServer(server, testCase), testCase);
    await server.query("ROLLBACK", []);
  });
});
