/** What bulk writes take for their columns. */
import { describe, expect, it } from "vitest";
import { openShop, shopDocument } from "../../testing/shop/open-shop.ts";
import type { Database } from "../../testing/shop/shop-entities.ts";
import { openDatabase } from "../database.ts";

const open = (): Database =>
  openDatabase<Database>({ document: shopDocument, driver: openShop() }).db;

describe("milliseconds", () => {
  it("stay in SQLite, whatever is reckoned with them", async () => {
    const db = open();
    await db.Shift.update({ clocked: "2024-05-05 10:00:00.120" });
    const rows = await db.Shift.select(s => ({
      same: s.clocked.add(0, "day").eq(s.clocked),
      later: s.clocked.add(1, "hour"),
      cast: s.clocked.cast("datetime"),
      seconds: s.clocked.secondsUntil("2024-05-05 10:00:02.240"),
    })).first();
    expect(rows).toEqual({
      same: true,
      later: "2024-05-05 11:00:00.120",
      cast: "2024-05-05 10:00:00.120",
      seconds: 2.12,
    });
  });
});

describe("a uuid", () => {
  it("is kept and looked for in small letters without dashes", async () => {
    const db = open();
    await db.Shift.where({ id: 2 }).update({ badge: "6BA7B810-9DAD-11D1-80B4-00C04FD430C8" });
    const badge = "6ba7b810-9dad-11d1-80b4-00c04fd430c8";
    expect(
      await db.Shift.where({ badge })
        .select(s => s.badge)
        .all(),
    ).toEqual([badge.replaceAll("-", "")]);
  });
});

describe("a fraction", () => {
  it("is not written to a column of whole numbers", () => {
    const db = open();
    const refused = expect.objectContaining({ code: "type-mismatch" });
    const row = { name: "Half", price: 1.5, stock: 0.5 };
    expect(() => db.Product.insert(row)).toThrow(refused);
    expect(() => db.Product.update({ stock: 0.5 })).toThrow(refused);
  });
});
