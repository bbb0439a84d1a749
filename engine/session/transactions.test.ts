/** Transactions: rows and objects together, all or nothing. */
import { describe, expect, it } from "vitest";
import { DatabaseError, type EmbeddedDriver } from "../drivers/index.ts";
import { openShop, shopDocument } from "../testing/shop/open-shop.ts";
import type { Database } from "../testing/shop/shop-entities.ts";
import { openDatabase } from "./database.ts";

const open = (driver: EmbeddedDriver = openShop()) => {
  const texts: string[] = [];
  const { db } = openDatabase<Database>({
    document: shopDocument,
    driver,
    onStatement: ({ printed }) => texts.push(printed.text),
  });
  return { db, driver, texts };
};

const dump = (driver: EmbeddedDriver): string =>
  JSON.stringify(
    ["products", "tags", "product_tags", "orders", "order_items"].map(
      table => driver.query(`SELECT * FROM ${table} ORDER BY 1, 2`).rows,
    ),
  );

describe("a transaction", () => {
  it("commits the writes of its body", async () => {
    const { db, driver, texts } = open();
    await db.transaction(async () => {
      db.Tag.create({ name: "kept" });
      await db.save();
    });
    expect(texts[0]).toBe("BEGIN");
    expect(texts.at(-1)).toBe("COMMIT");
    expect(driver.query("SELECT name FROM tags WHERE id = 4").rows).toEqual([["kept"]]);
  });

  it("restores rows and objects if its body throws", async () => {
    const { db, driver } = open();
    const before = dump(driver);
    const lamp = await db.Product.with(p => p.tags)
      .where({ id: 1 })
      .one();
    const sale = await db.Tag.where({ id: 2 }).one();
    const failed = db.transaction(async () => {
      lamp.name = "Lantern";
      lamp.tags.remove(sale);
      const tag = db.Tag.create({ name: "made" });
      await db.save();
      expect(tag.id).toBe(4);
      throw new Error("no");
    });
    await expect(failed).rejects.toThrow("no");
    expect(dump(driver)).toBe(before);
    expect(lamp.name).toBe("Lamp");
    expect(lamp.tags.map(tag => tag.id)).toEqual([1, 2]);
    expect(db.isChanged(lamp)).toBe(false);
    expect(await db.Tag.get(4)).toBeNull();
    await db.save();
    expect(dump(driver)).toBe(before);
  });

  it("is a savepoint within another, and is rolled back alone", async () => {
    const { db, texts } = open();
    const lamp = await db.Product.where({ id: 1 }).one();
    await db.transaction(async () => {
      lamp.stock = 50;
      await db.save();
      const inner = db.transaction(async () => {
        lamp.stock = 60;
        await db.save();
        throw new Error("inner");
      });
      await expect(inner).rejects.toThrow("inner");
      expect(lamp.stock).toBe(50);
    });
    expect(texts).toContain("SAVEPOINT level_1");
    expect(texts).toContain("ROLLBACK TO level_1");
    db.detach(lamp);
    expect((await db.Product.where({ id: 1 }).one()).stock).toBe(50);
  });

  it("is rolled back if the commit fails", async () => {
    const { db, driver } = open();
    const before = dump(driver);
    db.Tag.create({ id: 1, name: "twin" });
    await expect(db.transaction(() => db.save())).rejects.toMatchObject({
      code: "unique-violation",
    });
    expect(dump(driver)).toBe(before);
  });
});

/** A driver that refuses its n-th write. */
const refusing = (driver: EmbeddedDriver, nth: number): EmbeddedDriver => {
  let count = 0;
  return {
    ...driver,
    query(text, parameters) {
      if (/^(INSERT|UPDATE|DELETE|COMMIT)/.test(text)) count += 1;
      if (count === nth && /^(INSERT|UPDATE|DELETE|COMMIT)/.test(text)) {
        throw new DatabaseError("the disk is gone", text);
      }
      return driver.query(text, parameters);
    },
  };
};

/** New rows that refer to each other, changes, links and deletions at once. */
const edit = async (db: Database): Promise<void> => {
  const [order] = await db.Order.with(o => o.order_items)
    .where({ id: 3 })
    .all();
  const pen = await db.Product.with(p => p.tags)
    .where({ id: 3 })
    .one();
  const customer = db.Customer.create({ name: "New", active: true });
  const newOrder = db.Order.create({ customer, placed: "2024-05-05 00:00:00", status: "open" });
  db.OrderItem.create({ order: newOrder, product: pen, quantity: 7 });
  pen.tags.add(db.Tag.create({ name: "fresh" }));
  pen.stock = 1;
  if (order) {
    for (const item of order.order_items) db.delete(item);
    db.delete(order);
  }
};

describe("a save that fails", () => {
  const whole = async (): Promise<string> => {
    const { db, driver } = open();
    await edit(db);
    await db.save();
    return dump(driver);
  };

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])(
    "at write %i leaves no partial changes, and can be repeated",
    async nth => {
      const driver = openShop();
      const before = dump(driver);
      const { db } = open(refusing(driver, nth));
      await edit(db);
      await expect(db.save()).rejects.toThrow("the disk is gone");
      expect(dump(driver)).toBe(before);
      await db.save();
      expect(dump(driver)).toBe(await whole());
    },
  );

  it("has at most ten writes", async () => {
    const { db } = open(refusing(openShop(), 11));
    await edit(db);
    await db.save();
  });
});

describe("an entity", () => {
  it("is read again by refresh, which discards its changes", async () => {
    const { db, driver } = open();
    const lamp = await db.Product.where({ id: 1 }).one();
    lamp.name = "Changed";
    driver.query("UPDATE products SET stock = 77 WHERE id = 1");
    await db.refresh(lamp);
    expect([lamp.name, lamp.stock]).toEqual(["Lamp", 77]);
  });

  it("reports on refresh that its row no longer exists", async () => {
    const { db, driver } = open();
    const tag = await db.Tag.where({ id: 3 }).one();
    driver.query("DELETE FROM tags WHERE id = 3");
    await expect(db.refresh(tag)).rejects.toMatchObject({ code: "row-not-found" });
  });

  it("is not saved after detach, and its row is loaded as a new object", async () => {
    const { db, driver } = open();
    const lamp = await db.Product.where({ id: 1 }).one();
    lamp.name = "Changed";
    db.detach(lamp);
    await db.save();
    expect(driver.query("SELECT name FROM products WHERE id = 1").rows).toEqual([["Lamp"]]);
    expect(await db.Product.get(1)).not.toBe(lamp);
  });

  it("has its loaded values after discard, which also forgets insertions and deletions", async () => {
    const { db, driver } = open();
    const before = dump(driver);
    const lamp = await db.Product.with(p => p.tags)
      .where({ id: 1 })
      .one();
    lamp.name = "Changed";
    lamp.tags.add(db.Tag.create({ name: "never" }));
    db.delete(await db.Order.where({ id: 4 }).one());
    expect(db.isChanged(lamp)).toBe(true);
    db.discard();
    expect([lamp.name, db.isChanged(lamp)]).toEqual(["Lamp", false]);
    await db.save();
    expect(dump(driver)).toBe(before);
  });
});
