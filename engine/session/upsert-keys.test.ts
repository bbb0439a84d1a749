/** The key by which an upsert finds rows. */
import { beforeEach, describe, expect, it } from "vitest";
import { createScript } from "../ddl/index.ts";
import type { Driver, StatementEvent } from "../drivers/index.ts";
import type { Api } from "../query/index.ts";
import { mysql, print, UnsupportedSql } from "../sql/index.ts";
import { draftDocument } from "../testing/draft-document.ts";
import { openDatabase as openSqlite } from "../testing/open-database.ts";
import { openPostgres } from "../testing/open-postgres.ts";
import { openDatabase } from "./database.ts";

const document = draftDocument({
  tables: {
    seat: {
      columns: [
        "id integer primary key",
        "place varchar(10) not null",
        "hall integer?",
        "Sold boolean not null = false",
        "held boolean not null = false",
        "visits integer not null = 0",
      ],
      unique: [["place", "hall"]],
      indexes: [
        {
          name: "open_place",
          parts: ["place"],
          unique: true,
          where: '"Sold" = FALSE AND hall IS NULL',
        },
        { name: "free_hall", parts: ["hall"], unique: true, where: '"Sold" = FALSE' },
        { name: "held_hall", parts: ["hall"], unique: true, where: "held = TRUE" },
        { name: "visits_seen", parts: ["visits"] },
      ],
    },
    diary: { columns: ["day date?", "body text?"] },
  },
});

const ROWS = [
  `INSERT INTO seat (id, place, hall, "Sold", held, visits) VALUES (1, 'A1', NULL, TRUE, FALSE, 10)`,
  `INSERT INTO seat (id, place, hall, "Sold", held, visits) VALUES (2, 'A1', NULL, FALSE, FALSE, 20)`,
  `INSERT INTO seat (id, place, hall, "Sold", held, visits) VALUES (3, 'B1', 7, FALSE, TRUE, 30)`,
];

interface SeatPath {
  readonly id: Api.NumberExpression;
  readonly place: Api.TextExpression;
  readonly hall: Api.NumberExpression;
  readonly visits: Api.NumberExpression;
}
interface Seat {
  id?: number;
  place?: string;
  hall?: number | null;
  visits?: number;
}
interface SeatTypes extends Api.EntityTypes {
  readonly entity: Seat;
  readonly path: SeatPath;
  readonly create: Seat;
  readonly columns: Seat;
  readonly key: number;
}
interface Database extends Api.DatabaseMethods {
  readonly Seat: Api.EntitySet<SeatTypes>;
  readonly Diary: Api.EntitySet<SeatTypes>;
}

const postgres = await openPostgres();

const open = async (name: "sqlite" | "postgres"): Promise<Driver> => {
  const texts = [...createScript(document, name).value.map(({ text }) => text), ...ROWS];
  if (name === "sqlite") {
    const driver = openSqlite();
    for (const text of texts) driver.query(text);
    return driver;
  }
  const driver = postgres;
  await driver.renew(texts);
  await driver.run("SELECT setval(pg_get_serial_sequence('seat', 'id'), 50)");
  return driver;
};

const by = { place: (s: SeatPath) => s.place, hall: (s: SeatPath) => s.hall };
const count = (s: SeatPath, given: SeatPath) => ({ visits: s.visits.plus(given.visits) });

describe.each(["sqlite", "postgres"] as const)("an upsert on %s", name => {
  let db: Database;
  let driver: Driver;
  let log: StatementEvent[];
  beforeEach(async () => {
    driver = await open(name);
    log = [];
    ({ db } = openDatabase<Database>({ document, driver, onStatement: each => log.push(each) }));
  });
  const visits = async () =>
    (await driver.query("SELECT id, visits FROM seat ORDER BY id", [])).rows.map(row => [...row]);

  it("finds rows by the only partial index over its columns, with the condition of the design", async () => {
    await db.Seat.upsert({ place: "A1", visits: 1 }, { by: by.place, update: count });
    await db.Seat.upsert({ place: "A1", visits: 9 }, { by: by.place, update: "nothing" });
    expect(await visits()).toEqual([
      [1, 10],
      [2, 21],
      [3, 30],
    ]);
    const statement = log[0]?.statement;
    expect(() => statement && print(statement, mysql)).toThrow(UnsupportedSql);
  });

  it("finds rows by a key of several columns, in any order", async () => {
    const key = (s: SeatPath) => [s.hall, s.place];
    await db.Seat.upsert({ place: "B1", hall: 7, visits: 1 }, { by: key, update: count });
    expect((await visits())[2]).toEqual([3, 31]);
  });

  it("finds rows by the index that is named, if several have the same columns", async () => {
    const row = { place: "C1", hall: 7, visits: 5 };
    await expect(async () => db.Seat.upsert(row, { by: by.hall })).rejects.toMatchObject({
      code: "unsupported",
      message: '"free_hall" and "held_hall" are unique over the same columns.',
      hint: 'Name one of the indexes: { by: "free_hall" }.',
    });
    await db.Seat.upsert(row, { by: "free_hall", update: count });
    expect((await visits())[2]).toEqual([3, 35]);
  });

  it.each<
    [
      string,
      string | ((s: SeatPath) => Api.Expression<unknown> | Api.Expression<unknown>[]),
      string,
    ]
  >([
    ["no key", s => s.visits, "Seat has no unique key over visits."],
    ["more than a key", s => [s.id, s.place], "Seat has no unique key over id, place."],
    ["an expression", s => s.place.lower(), "Seat has no unique key over an expression."],
    ["an unknown index", "closed_place", 'Seat has no unique key with the name "closed_place".'],
    [
      "an index that is not unique",
      "visits_seen",
      'Seat has no unique key with the name "visits_seen".',
    ],
  ])("is rejected for %s before a statement runs", async (_, key, message) => {
    await expect(async () => db.Seat.upsert({ place: "A1" }, { by: key })).rejects.toMatchObject({
      code: "unsupported",
      message,
      hint: expect.stringContaining(
        `Its unique keys are: id; place, hall; place where "Sold" = FALSE AND hall IS NULL ("open_place");`,
      ),
    });
    expect(log).toEqual([]);
  });

  it("is rejected where the table has no unique key", async () => {
    await expect(async () => db.Diary.upsert({}, { by: "day" })).rejects.toMatchObject({
      code: "unsupported",
      hint: "Add a unique key to the table.",
    });
  });

  it("writes rows of the same key one after the other", async () => {
    const rows = [1, 2, 3].map(each => ({ id: 3, place: "B1", visits: each }));
    await db.Seat.upsert(rows, { update: count });
    const places = ["D1", "D1", "E1", "D1"].map(place => ({ place, visits: 1 }));
    const written = await db.Seat.upsert(places, { by: by.place, update: count }).returning(s => ({
      place: s.place,
      visits: s.visits,
    }));
    expect(await visits()).toEqual([
      [1, 10],
      [2, 20],
      [3, 36],
      [expect.any(Number), 3],
      [expect.any(Number), 1],
    ]);
    expect(written.map(each => each.visits)).toEqual([1, 2, 1, 3]);
  });

  it("writes rows one after the other if a key is an expression", async () => {
    const rows = [1, 2].map(visit => ({
      id: db.Seat.select(s => s.id)
        .orderBy(s => s.id)
        .limit(1),
      place: "A1",
      visits: visit,
    }));
    await db.Seat.upsert(rows as never, { update: count });
    expect((await visits())[0]).toEqual([1, 13]);
  });
});
