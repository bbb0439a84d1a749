/** A row with two paths to a deleted row: one sets its reference to null, and the other deletes it by cascades. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { draftDocument } from "../../../testing/draft-document.ts";
import { everyPlace, type Place } from "../../../testing/every-place.ts";
import { openDatabase } from "../../database.ts";

const document = draftDocument({
  tables: {
    people: {
      columns: [
        "id integer primary key",
        "name text not null",
        "chief_id integer?",
        "team_id integer?",
      ],
      foreignKeys: [
        { columns: ["chief_id"], target: "people", targetColumns: ["id"], onDelete: "set null" },
        { columns: ["team_id"], target: "teams", targetColumns: ["id"], onDelete: "cascade" },
      ],
    },
    teams: {
      columns: ["id integer primary key", "lead_id integer not null"],
      foreignKeys: [
        { columns: ["lead_id"], target: "people", targetColumns: ["id"], onDelete: "cascade" },
      ],
    },
  },
});

type Values = Record<string, unknown>;
type Rows = { create(values: Values): Values; all(): Promise<readonly Values[]> };
type Database = Readonly<Record<"Person" | "Team", Rows>> & {
  save(): Promise<void>;
  delete(entity: object): void;
};

describe.each(everyPlace(document))("on $where", ({ open }) => {
  let place: Place;
  let db: Database;
  let ada: Values;
  let grace: Values;
  beforeAll(async () => {
    place = await open();
  }, 60_000);
  beforeEach(async () => {
    await place.renew();
    ({ db } = openDatabase<Database>({ document, driver: place.driver }));
    ada = db.Person.create({ name: "Ada" });
    const team = db.Team.create({ lead: ada });
    grace = db.Person.create({ name: "Grace", chief: ada, team });
    await db.save();
  });
  afterAll(() => place?.close());

  it("is deleted in a transaction after the one that wrote it", async () => {
    grace.name = "Grace Hopper";
    await db.save();
    db.delete(ada);
    await db.save();
    expect([await db.Person.all(), await db.Team.all()]).toEqual([[], []]);
  });

  it("is deleted by the save that writes it, which PostgreSQL rejects as a whole", async () => {
    grace.name = "Grace Hopper";
    db.delete(ada);
    if (place.driver.dialect.name === "postgres") {
      await expect(db.save()).rejects.toMatchObject({ code: "foreign-key-violation" });
      expect((await db.Person.all()).length).toBe(2);
    } else {
      await db.save();
      expect([await db.Person.all(), await db.Team.all()]).toEqual([[], []]);
    }
  });
});
