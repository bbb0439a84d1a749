/** Many-to-many relations written through their collections. */
import { describe, expect, it } from "vitest";
import { createScript } from "../../../ddl/index.ts";
import type { StatementEvent } from "../../../drivers/index.ts";
import { draftDocument } from "../../../testing/draft-document.ts";
import { openDatabase as openSqlite } from "../../../testing/open-database.ts";
import { openShop, shopDocument } from "../../../testing/shop/open-shop.ts";
import type { Database } from "../../../testing/shop/shop-entities.ts";
import { openDatabase } from "../../database.ts";

const open = () => {
  const driver = openShop();
  const events: StatementEvent[] = [];
  const { db } = openDatabase<Database>({
    document: shopDocument,
    driver,
    onStatement: event => events.push(event),
  });
  const links = () =>
    driver.query("SELECT product_id, tag_id FROM product_tags ORDER BY 1, 2").rows;
  const texts = () => events.map(({ printed }) => printed.text);
  return { db, driver, links, texts, events };
};

describe("a many-to-many relation", () => {
  it("is linked from either side, and updates both", async () => {
    const { db, links } = open();
    const pen = await db.Product.with(p => p.tags)
      .where({ id: 3 })
      .one();
    const sale = await db.Tag.with(t => t.products)
      .where({ id: 2 })
      .one();
    pen.tags.add(sale);
    expect(sale.products.map(product => product.id)).toContain(3);
    await db.save();
    expect(links()).toEqual([
      [1, 1],
      [1, 2],
      [2, 2],
      [3, 2],
      [5, 1],
    ]);
  });

  it("does not link deleted entities", async () => {
    const { db } = open();
    const pen = await db.Product.get(3);
    const tag = db.Tag.create({ name: "blue" });
    await db.save();
    db.delete(tag);
    await db.save();
    expect(() => pen?.tags.add(tag)).toThrow(/^Tag#\d+ is deleted\./);
  });

  it("is unlinked, and updates both sides", async () => {
    const { db, links, events } = open();
    const [lamp] = await db.Product.with(p => p.tags.with(t => t.products))
      .where({ id: 1 })
      .all();
    const sale = lamp?.tags.filter(tag => tag.id === 2)[0];
    if (!lamp || !sale) throw new Error("the lamp is on sale");
    lamp.tags.remove(sale);
    expect(sale.products.map(product => product.id)).toEqual([2]);
    await db.save();
    expect(links()).toEqual([
      [1, 1],
      [2, 2],
      [5, 1],
    ]);
    expect(events.at(-2)?.cause).toEqual({
      kind: "flush",
      subject: "unlink Product#1 and Tag#2: removed from Product.tags",
    });
  });

  it("links new entities after their keys are known", async () => {
    const { db, links } = open();
    const product = db.Product.create({ name: "New", price: 1, stock: 1 });
    const tag = db.Tag.create({ name: "fresh" });
    product.tags.add(tag);
    await db.save();
    expect(links()).toContainEqual([product.id, tag.id]);
  });

  it("need not be loaded, and accepts existing links", async () => {
    const { db, links, texts } = open();
    const lamp = await db.Product.where({ id: 1 }).one();
    const sale = await db.Tag.where({ id: 2 }).one();
    lamp.tags.add(sale);
    await db.save();
    expect(links()).toHaveLength(4);
    expect(texts().filter(text => text.startsWith("SELECT"))).toHaveLength(2);
  });

  it("is unchanged after a link and its removal", async () => {
    const { db, texts } = open();
    const pen = await db.Product.with(p => p.tags)
      .where({ id: 3 })
      .one();
    const sale = await db.Tag.with(t => t.products)
      .where({ id: 2 })
      .one();
    pen.tags.add(sale);
    sale.products.remove(pen);
    const before = texts().length;
    await db.save();
    expect(texts()).toHaveLength(before);
  });

  it("is still pending after a failed save", async () => {
    const { db, links } = open();
    const pen = await db.Product.with(p => p.tags)
      .where({ id: 3 })
      .one();
    const sale = await db.Tag.where({ id: 2 }).one();
    pen.tags.add(sale);
    const twin = db.Tag.create({ id: 1, name: "twin" });
    await expect(db.save()).rejects.toMatchObject({ code: "unique-violation" });
    expect(links()).toHaveLength(4);
    db.delete(twin);
    await db.save();
    expect(links()).toContainEqual([3, 2]);
  });
});

type Row = Record<string, unknown>;
type Items = { add(row: Row): void; remove(row: Row): void };
type Rows = { create(values: Row): Row };
type Plain = {
  A: Rows;
  B: Rows;
  Song: Rows;
  List: Rows;
  save(): Promise<void>;
  delete(row: Row): void;
};

const end = (column: string, target: string) => ({
  columns: [column],
  target,
  targetColumns: ["code"],
  onUpdate: "cascade" as const,
});

describe("a join table that does not cascade", () => {
  const document = draftDocument({
    tables: {
      a: {
        columns: ["code varchar(9) not null", "mark integer?"],
        primaryKey: ["code"],
        unique: [["mark"]],
      },
      b: { columns: ["code varchar(9) not null"], primaryKey: ["code"] },
      a_b: {
        columns: ["a_code varchar(9) not null", "b_code varchar(9) not null"],
        primaryKey: ["a_code", "b_code"],
        foreignKeys: [end("a_code", "a"), end("b_code", "b")],
      },
    },
  });
  const openPlain = async () => {
    const driver = openSqlite();
    for (const { text } of createScript(document, "sqlite").value) driver.query(text);
    const { db } = openDatabase<Plain>({ document, driver });
    const [a, b] = [db.A.create({ code: "a", mark: 1 }), db.B.create({ code: "b" })];
    (a.bs as Items).add(b);
    await db.save();
    return { db, a, b, rows: () => driver.query("SELECT a_code, b_code FROM a_b").rows };
  };

  it("allows the deletion of an entity that was unlinked before", async () => {
    const { db, a, b, rows } = await openPlain();
    (a.bs as Items).remove(b);
    db.delete(a);
    await db.save();
    expect(rows()).toEqual([]);
  });

  it("allows the deletion if another row takes its unique value, too", async () => {
    const { db, a, b, rows } = await openPlain();
    (a.bs as Items).remove(b);
    db.delete(a);
    const next = db.A.create({ code: "next", mark: 1 });
    (next.bs as Items).add(b);
    await db.save();
    expect(rows()).toEqual([["next", "b"]]);
  });

  it("is unlinked before a key changes", async () => {
    const { db, a, b, rows } = await openPlain();
    (a.bs as Items).remove(b);
    a.code = "other";
    await db.save();
    expect(rows()).toEqual([]);
  });

  it("prevents the deletion of a linked entity", async () => {
    const { db, a } = await openPlain();
    db.delete(a);
    await expect(db.save()).rejects.toMatchObject({ code: "foreign-key-violation" });
  });
});

describe("a row of a join table that is loaded as an entity", () => {
  const openLink = async () => {
    const { db, links } = open();
    const lamp = await db.Product.with(
      p => p.tags,
      p => p.product_tags,
    )
      .where({ id: 1 })
      .one();
    const sale = await db.Tag.with(t => t.products)
      .where({ id: 2 })
      .one();
    const row = await db.ProductTag.get({ product_id: 1, tag_id: 2 });
    if (!row) throw new Error("the lamp is on sale");
    return { db, links, lamp, sale, row };
  };

  it("is deleted with the link", async () => {
    const { db, lamp, sale } = await openLink();
    lamp.tags.remove(sale);
    await db.save();
    expect(await db.ProductTag.get({ product_id: 1, tag_id: 2 })).toBeNull();
    expect(lamp.product_tags.map(each => each.tag_id)).toEqual([1]);
  });

  it("deletes the link", async () => {
    const { db, links, lamp, sale, row } = await openLink();
    db.delete(row);
    await db.save();
    expect(links()).not.toContainEqual([1, 2]);
    expect(lamp.tags.map(tag => tag.id)).toEqual([1]);
    expect(sale.products.map(product => product.id)).toEqual([2]);
  });
});

describe("deleting many", () => {
  it("orders them by their references, in any order of the calls", async () => {
    const { db, driver } = open();
    const employees = await db.Employee.all();
    for (const employee of employees) db.delete(employee);
    await db.save();
    expect(driver.query("SELECT count(*) FROM employees").rows).toEqual([[0]]);
  });

  it("orders a chain of thousands", async () => {
    const { db } = open();
    await db.Employee.insert(
      Array.from({ length: 5000 }, (_, index) => ({
        id: index + 10,
        name: "x",
        salary: 1,
        hired: "2020-01-01",
        manager_id: index === 0 ? null : index + 9,
      })),
    );
    for (const employee of await db.Employee.where(e => e.id.gte(10)).all()) db.delete(employee);
    await db.save();
    expect(await db.Employee.count()).toBe(5);
  });
});

describe("a join table whose primary key is not its two keys", () => {
  const openSongs = (unique: readonly (readonly string[])[], isNumbered = false) => {
    const number = { id: { generated: { kind: "identity" as const, strict: true } } };
    const document = draftDocument({
      tables: {
        songs: { columns: ["id integer pk"] },
        lists: { columns: ["id integer pk"] },
        entries: {
          columns: [
            ...(isNumbered ? ["id integer pk"] : []),
            "song_id integer not null",
            "list_id integer not null",
          ],
          details: isNumbered ? number : {},
          unique,
          foreignKeys: [
            { columns: ["song_id"], target: "songs", targetColumns: ["id"] },
            { columns: ["list_id"], target: "lists", targetColumns: ["id"] },
          ],
        },
      },
    });
    const driver = openSqlite();
    for (const { text } of createScript(document, "sqlite").value) driver.query(text);
    const links = () => driver.query("SELECT song_id, list_id FROM entries ORDER BY 1, 2").rows;
    return { ...openDatabase<Plain>({ document, driver }), driver, links };
  };

  const pair = [["list_id", "song_id"]];

  it.each([
    ["no key", [], false],
    ["a unique key", pair, false],
    ["a number", pair, true],
  ])("is written by collections: %s", async (_, unique, isNumbered) => {
    const { db, links } = openSongs(unique, isNumbered);
    const [first, second] = [db.Song.create({ id: 1 }), db.Song.create({ id: 2 })];
    const songs = db.List.create({ id: 7 }).songs as Items;
    songs.add(first);
    songs.add(second);
    await db.save();
    expect(links()).toEqual([
      [1, 7],
      [2, 7],
    ]);
    songs.remove(first);
    await db.save();
    expect(links()).toEqual([[2, 7]]);
  });

  it("keeps a link that exists, if it has a unique key", async () => {
    const { db, driver, links } = openSongs([["song_id", "list_id"]]);
    const song = db.Song.create({ id: 1 });
    const list = db.List.create({ id: 7 });
    await db.save();
    driver.query("INSERT INTO entries (song_id, list_id) VALUES (1, 7)");
    (list.songs as Items).add(song);
    await db.save();
    expect(links()).toEqual([[1, 7]]);
  });
});
