/** What a database refuses is told in the words of the design, whichever database it is. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createScript } from "../ddl/index.ts";
import type { Driver } from "../drivers/index.ts";
import { draftDocument } from "../testing/draft-document.ts";
import { everyPostgres } from "../testing/every-postgres.ts";
import { openDatabase as openSqlite } from "../testing/open-database.ts";
import { openDatabase } from "./database.ts";

const document = draftDocument({
  tables: {
    teams: { columns: ["id integer primary key"] },
    players: {
      columns: [
        "id integer primary key",
        "nick text not null",
        '"shirt, no" integer',
        "team_id integer?",
      ],
      unique: [["team_id", "shirt, no"]],
      checks: [{ name: "has_nick", expression: "length(nick) > 1" }],
      foreignKeys: [{ columns: ["team_id"], target: "teams", targetColumns: ["id"] }],
    },
  },
});

const script = (dialect: Driver["dialect"]) =>
  createScript(document, dialect).value.map(({ text }) => text);

type Place = { readonly driver: Driver; renew(): Promise<void>; close(): Promise<void> };

const sqlite = async (): Promise<Place> => {
  const driver = openSqlite();
  return {
    driver,
    async renew() {
      for (const table of ["players", "teams"]) driver.query(`DROP TABLE IF EXISTS ${table}`);
      for (const text of script("sqlite")) driver.query(text);
    },
    close: async () => driver.close(),
  };
};

const places: readonly { where: string; open: () => Promise<Place> }[] = [
  { where: "SQLite", open: sqlite },
  ...everyPostgres.map(({ where, open }) => ({
    where: `PostgreSQL, ${where}`,
    async open() {
      const driver = await open();
      const renew = () => driver.renew(script("postgres"));
      return { driver, renew, close: () => driver.close() };
    },
  })),
];

type Values = Readonly<Record<string, unknown>>;
type Rows = { create(values: Values): object };
type Database = { Team: Rows; Player: Rows; save(): Promise<void>; delete(entity: object): void };

describe.each(places)("on $where", ({ open }) => {
  let place: Place;
  let db: Database;
  beforeAll(async () => {
    place = await open();
  });
  beforeEach(async () => {
    await place.renew();
    ({ db } = openDatabase<Database>({ document, driver: place.driver }));
  });
  afterAll(() => place.close());

  const player = (values: Values) => db.Player.create({ nick: "Ada", ...values });

  it("two rows are the same in what is unique", async () => {
    const team = db.Team.create({});
    player({ team, "shirt, no": 7 });
    await db.save();
    player({ team, "shirt, no": 7 });
    await expect(db.save()).rejects.toMatchObject({
      code: "unique-violation",
      message: "There is a Player with the same team_id and shirt, no already.",
    });
  });

  it("a value is missing", async () => {
    player({ nick: null });
    await expect(db.save()).rejects.toMatchObject({
      code: "not-null-violation",
      message: "Player needs a value for nick.",
    });
  });

  it("a check does not hold", async () => {
    player({ nick: "A" });
    await expect(db.save()).rejects.toMatchObject({ code: "check-violation" });
  });

  it("a row refers to none", async () => {
    player({ team_id: 99 });
    await expect(db.save()).rejects.toMatchObject({
      code: "foreign-key-violation",
      message: "Player refers to a row that is not there.",
    });
  });

  it("a row is referred to", async () => {
    const team = db.Team.create({});
    player({ team });
    await db.save();
    db.delete(team);
    await expect(db.save()).rejects.toMatchObject({
      code: "foreign-key-violation",
      message: "Other rows still refer to this Team.",
    });
  });
});
