/** What the database makes for a row is known after the save, in a RETURNING or by a SELECT after the INSERT. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Driver, StatementEvent } from "../../../drivers/index.ts";
import { draftDocument } from "../../../testing/draft-document.ts";
import { everyPlace, type Place } from "../../../testing/every-place.ts";
import { openDatabase } from "../../database.ts";

const document = draftDocument({
  tables: {
    tickets: {
      columns: [
        "id integer primary key",
        "price integer not null",
        "state varchar(10) not null = 'open'",
        "doubled integer",
        "note text",
      ],
      details: { doubled: { generated: { kind: "computed", text: "price * 2", stored: true } } },
    },
    coupons: {
      columns: ["code varchar(20) not null", "percent integer = 10"],
      primaryKey: ["code"],
      details: { code: { default: { kind: "expression", text: "lower('WELCOME')" } } },
    },
  },
});

type Values = Record<string, unknown>;
type Rows = { create(values: Values): Values };
type Database = {
  readonly Ticket: Rows;
  readonly Coupon: Rows;
  save(): Promise<void>;
  merge(entity: Values): Promise<Values>;
};

const opened = (driver: Driver, onStatement?: (event: StatementEvent) => void) =>
  openDatabase<Database>({ document, driver, ...(onStatement && { onStatement }) }).db;

describe.each(everyPlace(document))("on $where", ({ open }) => {
  let place: Place;
  beforeAll(async () => {
    place = await open();
  });
  beforeEach(() => place.renew());
  afterAll(() => place?.close());

  it("keys, defaults and computed values are there, and null where there is none", async () => {
    const db = opened(place.driver);
    const tickets = [3, 4].map(price => db.Ticket.create({ price }));
    await db.save();
    expect(tickets.map(ticket => ({ ...ticket }))).toEqual([
      { id: 1, price: 3, state: "open", doubled: 6, note: null },
      { id: 2, price: 4, state: "open", doubled: 8, note: null },
    ]);
  });

  it("computed values are those of the last update, and are not merged", async () => {
    const db = opened(place.driver);
    const tickets = [3, 4].map(price => db.Ticket.create({ price }));
    await db.save();
    for (const ticket of tickets) ticket.price = 10;
    await db.save();
    expect(tickets.map(({ doubled }) => doubled)).toEqual([20, 20]);
    const [first] = tickets;
    if (!first) throw new Error("no ticket");
    first.price = 30;
    const other = opened(place.driver);
    const merged = await other.merge(first);
    await other.save();
    expect([merged.price, merged.doubled]).toEqual([30, 60]);
  });

  it("no more is asked than has to be", async () => {
    const log: StatementEvent[] = [];
    const db = opened(place.driver, event => log.push(event));
    db.Ticket.create({ price: 3 });
    db.Coupon.create({ code: "a", percent: 5 });
    await db.save();
    const words = log.map(({ printed }) => printed.text.split(" ")[0]);
    const readsBack = place.driver.dialect.name === "mysql" ? ["SELECT"] : [];
    expect(words).toEqual(["BEGIN", "INSERT", ...readsBack, "INSERT", "COMMIT"]);
    if (readsBack.length > 0) {
      expect(log[2]?.printed.text).toBe("SELECT state, doubled\nFROM tickets\nWHERE id = ?");
    }
  });

  it("a key that the database makes by an expression is told, or has to be given", async () => {
    const db = opened(place.driver);
    const coupon = db.Coupon.create({});
    if (place.driver.dialect.name === "mysql") {
      await expect(db.save()).rejects.toMatchObject({
        code: "unsupported",
        message: "MySQL does not report the generated code of a new Coupon.",
      });
      return;
    }
    await db.save();
    expect({ ...coupon }).toEqual({ code: "welcome", percent: 10 });
  });
});
