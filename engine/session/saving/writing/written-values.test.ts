/** What columns take, and what of it the objects keep. */
import { describe, expect, it } from "vitest";
import { createScript } from "../../../ddl/index.ts";
import { draftDocument } from "../../../testing/draft-document.ts";
import { openDatabase as openSqlite } from "../../../testing/open-database.ts";
import { openShop, shopDocument } from "../../../testing/shop/open-shop.ts";
import type { Database } from "../../../testing/shop/shop-entities.ts";
import { openDatabase } from "../../database.ts";

const shop = () => openDatabase<Database>({ document: shopDocument, driver: openShop() }).db;
describe("a uuid", () => {
  it("is stored and compared in lower case without dashes", async () => {
    const db = shop();
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
  it("is rejected for an integer column", () => {
    const db = shop();
    const refused = expect.objectContaining({ code: "type-mismatch" });
    const row = { name: "Half", price: 1.5, stock: 0.5 };
    expect(() => db.Product.insert(row)).toThrow(refused);
    expect(() => db.Product.update({ stock: 0.5 })).toThrow(refused);
  });
});

describe("a save rejects what a bulk write rejects:", () => {
  it.each([
    ["a text for a number", { stock: "abc" }, "type-mismatch"],
    ["a number for a text", { name: 5 }, "type-mismatch"],
    ["a fraction for a whole number", { stock: 0.5 }, "type-mismatch"],
    ["undefined", { stock: undefined }, "invalid-value"],
  ] as const)("%s", async (_, values, code) => {
    const db = shop();
    const lamp = await db.Product.where({ id: 1 }).one();
    Object.assign(lamp, values);
    await expect(db.save()).rejects.toMatchObject({ code });
    await db.refresh(lamp);
    await db.save();
    const input = { name: "New", price: 1, stock: 1, ...values };
    if (code === "invalid-value") return;
    db.Product.create(input as Parameters<typeof db.Product.create>[0]);
    await expect(db.save()).rejects.toMatchObject({ code });
  });
});

const document = draftDocument({
  tables: {
    notes: { columns: ["id integer primary key", "data json"] },
    marks: { columns: ["id integer primary key", "name text"] },
    note_marks: {
      columns: ["note_id integer not null", "mark_id integer not null"],
      primaryKey: ["note_id", "mark_id"],
      foreignKeys: [
        { columns: ["note_id"], target: "notes", targetColumns: ["id"] },
        { columns: ["mark_id"], target: "marks", targetColumns: ["id"] },
      ],
    },
  },
});

type Values = Record<string, unknown> & { id: number };
type Note = Values & { marks: PromiseLike<readonly Values[]> & { add(mark: Values): void } };
type Mark = Values & { notes: PromiseLike<readonly Note[]> };
type Rows<Row> = { create(values: object): Row; get(key: unknown): Promise<Row | null> };
type Notes = {
  readonly Note: Rows<Note>;
  readonly Mark: Rows<Mark>;
  save(): Promise<void>;
  refresh(entity: object): Promise<void>;
  detach(entity: object): void;
  expire(entity: object): void;
  isChanged(entity: object): boolean;
  transaction(body: () => Promise<void>): Promise<void>;
};

const open = () => {
  const driver = openSqlite();
  for (const { text } of createScript(document, "sqlite").value) driver.query(text);
  const { db } = openDatabase<Notes>({ document, driver });
  return { db, rows: (text: string) => driver.query(text).rows };
};

describe("JSON", () => {
  it("may be edited in place, before and after each save", async () => {
    const { db, rows } = open();
    const data = { count: 1 };
    const note = db.Note.create({ data });
    for (const count of [1, 2, 3]) {
      data.count = count;
      await db.save();
      expect(rows("SELECT data FROM notes")).toEqual([[JSON.stringify({ count })]]);
      expect([note.data === data, db.isChanged(note)]).toEqual([true, false]);
    }
  });

  it("is restored when a transaction is rolled back", async () => {
    const { db, rows } = open();
    const note = db.Note.create({ data: { count: 1 } });
    await db.save();
    const taken = db.transaction(async () => {
      (note.data as { count: number }).count = 2;
      await db.save();
      throw new Error("taken back");
    });
    await expect(taken).rejects.toThrow("taken back");
    expect([note.data, db.isChanged(note)]).toEqual([{ count: 1 }, false]);
    await db.save();
    expect(rows("SELECT data FROM notes")).toEqual([['{"count":1}']]);
  });
});

describe("a key", () => {
  it("is generated if it is null", async () => {
    const { db } = open();
    const note = db.Note.create({ id: null });
    await db.save();
    expect(note.id).toBe(1);
  });

  it("returns the same object in any accepted form", async () => {
    const { db } = open();
    const note = db.Note.create({ id: "7" });
    await db.save();
    expect(note.id).toBe(7);
    expect(await db.Note.get(7)).toBe(note);
  });
});

describe("a link that is not written yet", () => {
  const linked = async () => {
    const opened = open();
    const { db } = opened;
    const note = db.Note.create({});
    const mark = db.Mark.create({ name: "mark" });
    await db.save();
    note.marks.add(mark);
    return { ...opened, note, mark };
  };

  it("is a change of both entities", async () => {
    const { db, note, mark } = await linked();
    expect([db.isChanged(note), db.isChanged(mark)]).toEqual([true, true]);
    await db.save();
    expect([db.isChanged(note), db.isChanged(mark)]).toEqual([false, false]);
  });

  it.each(["refresh", "expire", "detach"] as const)("is not written after %s", async forget => {
    const { db, rows, note, mark } = await linked();
    await db[forget](note);
    expect([db.isChanged(note), await mark.notes]).toEqual([false, []]);
    await db.save();
    expect(rows("SELECT * FROM note_marks")).toEqual([]);
  });
});
