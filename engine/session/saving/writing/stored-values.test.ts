/** Values come back from every database as they went in. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { draftDocument } from "../../../testing/draft-document.ts";
import { everyPlace, type Place } from "../../../testing/every-place.ts";
import { openDatabase } from "../../database.ts";

const document = draftDocument({
  tables: {
    days: { columns: ["id integer pk", "name text", "cover blob"] },
    visits: {
      columns: [
        "id integer pk",
        "day_id integer",
        "at datetime",
        "zoned timestamptz",
        "alarm time",
        "due date",
      ],
      foreignKeys: [{ columns: ["day_id"], target: "days", targetColumns: ["id"] }],
    },
  },
});

type Values = Readonly<Record<string, unknown>>;
type Query = {
  with(relation: (row: Values) => unknown, options: { readonly strategy: string }): Query;
  all(): Promise<readonly Values[]>;
};
type Rows = Query & { create(values: Values): Values; where(condition: Values): Query };
type Database = { Day: Rows; Visit: Rows; save(): Promise<void> };

describe.each(everyPlace(document))("on $where", ({ open }) => {
  let place: Place;
  beforeAll(async () => {
    place = await open();
  }, 60_000);
  beforeEach(() => place.renew());
  afterAll(() => place?.close());
  const opened = () => openDatabase<Database>({ document, driver: place.driver }).db;

  it("a moment is found again by its milliseconds", async () => {
    const at = new Date("2026-01-31T12:30:00.789Z");
    const db = opened();
    db.Visit.create({ at, alarm: "06:30:00.125" });
    await db.save();
    expect(await opened().Visit.where({ at }).all()).toEqual([
      expect.objectContaining({ at: "2026-01-31 12:30:00.789", alarm: "06:30:00.125" }),
    ]);
  });

  it("a timestamp has no fraction of zeros, and a date no time, loaded alone or as a relation", async () => {
    const db = opened();
    const day = db.Day.create({ name: "Saturday" });
    const visit = {
      day,
      at: new Date("2026-01-31T12:30:00Z"),
      alarm: "06:30:00",
      due: "0987-02-03",
    };
    db.Visit.create(visit);
    await db.save();
    const seen = ["2026-01-31 12:30:00", "06:30:00", "0987-02-03"];
    const shown = (visits: readonly Values[]) =>
      visits.map(each => [each.at, each.alarm, each.due]);
    expect(shown(await opened().Visit.all())).toEqual([seen]);
    for (const strategy of ["select-in", "join", "json"]) {
      const [loadedDay] = await opened()
        .Day.with(each => each.visits, { strategy })
        .all();
      expect(shown(loadedDay?.visits as readonly Values[])).toEqual([seen]);
    }
  });

  it("long texts and many bytes are taken", async () => {
    const values = { name: "x".repeat(70_000), cover: new Uint8Array(70_000).fill(7) };
    const db = opened();
    db.Day.create(values);
    await db.save();
    const [day] = await opened().Day.all();
    expect(day?.name).toBe(values.name);
    expect(Buffer.from(day?.cover as Uint8Array).equals(values.cover)).toBe(true);
  });
});
