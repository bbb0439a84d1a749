/** References that end, by a deletion or by hand, and circles of them. */
import { beforeEach, describe, expect, it } from "vitest";
import { createScript } from "../ddl/index.ts";
import type { EmbeddedDriver } from "../drivers/index.ts";
import { draftDocument } from "../testing/draft-document.ts";
import { openDatabase as openSqlite } from "../testing/open-database.ts";
import { openDatabase } from "./database.ts";

const document = draftDocument({
  tables: {
    shelves: {
      columns: ["room integer not null", "place integer not null"],
      primaryKey: ["room", "place"],
    },
    books: {
      columns: [
        "id integer primary key",
        "title text not null",
        "shelf_room integer?",
        "shelf_place integer not null",
        "owner_id integer?",
      ],
      foreignKeys: [
        {
          columns: ["shelf_room", "shelf_place"],
          target: "shelves",
          targetColumns: ["room", "place"],
        },
        { columns: ["owner_id"], target: "owners", targetColumns: ["id"], onDelete: "set null" },
      ],
    },
    owners: {
      columns: [
        "id integer primary key",
        "best_id integer?",
        "worst_id integer?",
        "version integer?",
      ],
      foreignKeys: [
        { columns: ["best_id"], target: "books", targetColumns: ["id"] },
        { columns: ["worst_id"], target: "books", targetColumns: ["id"] },
      ],
    },
  },
});

type Row = Record<string, unknown>;
type Rows = { create(values: Row): Row };
type Database = Readonly<Record<"Shelf" | "Book" | "Owner", Rows>> & {
  save(): Promise<void>;
  delete(entity: object): void;
};

describe("a reference", () => {
  let driver: EmbeddedDriver;
  let db: Database;
  beforeEach(() => {
    driver = openSqlite();
    for (const { text } of createScript(document, "sqlite").value) driver.query(text);
    ({ db } = openDatabase<Database>({ document, driver, versions: { Owner: "version" } }));
  });

  it("that a deletion cut loose is not written again with the next change", async () => {
    const owner = db.Owner.create({});
    const book = db.Book.create({ title: "Looms", owner, shelf_place: 0 });
    await db.save();
    db.delete(owner);
    await db.save();
    book.title = "Jacquard";
    await db.save();
    expect(book.owner).toBeNull();
    expect(driver.query("SELECT title, owner_id FROM books").rows).toEqual([["Jacquard", null]]);
  });

  it("ends by the part of its key that may be null", async () => {
    const shelf = db.Shelf.create({ room: 1, place: 2 });
    const book = db.Book.create({ title: "Looms", shelf });
    await db.save();
    book.shelf = null;
    await db.save();
    expect(driver.query("SELECT shelf_room, shelf_place FROM books").rows).toEqual([[null, 2]]);
  });

  it("closes two circles of a row that counts versions by one update", async () => {
    const owner = db.Owner.create({});
    const best = db.Book.create({ title: "a", owner, shelf_place: 0 });
    const worst = db.Book.create({ title: "b", owner, shelf_place: 0 });
    Object.assign(owner, { best, worst });
    await db.save();
    expect(driver.query("SELECT best_id, worst_id, version FROM owners").rows).toEqual([[1, 2, 2]]);
  });
});
