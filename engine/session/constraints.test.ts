/** Violated constraints are reported with the names of the design, on every database. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { draftDocument } from "../testing/draft-document.ts";
import { everyPlace, type Place } from "../testing/every-place.ts";
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

type Values = Readonly<Record<string, unknown>>;
type Rows = { create(values: Values): object };
type Database = { Team: Rows; Player: Rows; save(): Promise<void>; delete(entity: object): void };

describe.each(everyPlace(document))("on $where", ({ open }) => {
  let place: Place;
  let db: Database;
  beforeAll(async () => {
    place = await open();
  });
  beforeEach(async () => {
    await place.renew();
    ({ db } = openDatabase<Database>({ document, driver: place.driver }));
  });
  afterAll(() => place?.close());

  const player = (values: Values) => db.Player.create({ nick: "Ada", ...values });

  it("two rows are the same in what is unique", async () => {
    const team = db.Team.create({});
    player({ team, "shirt, no": 7 });
    await db.save();
    player({ team, "shirt, no": 7 });
    await expect(db.save()).rejects.toMatchObject({
      code: "unique-violation",
      message: "A Player with the same team_id and shirt, no already exists.",
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
      message: "Player references a row that does not exist.",
    });
  });

  it("a row is referred to", async () => {
    const team = db.Team.create({});
    player({ team });
    await db.save();
    db.delete(team);
    await expect(db.save()).rejects.toMatchObject({
      code: "foreign-key-violation",
      message: "Other rows still reference this Team.",
    });
  });
});
