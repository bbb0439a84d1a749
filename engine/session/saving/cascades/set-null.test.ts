/** References that are set to null by a deletion or an assignment, and cycles of them. */
import { beforeEach, describe, expect, it } from "vitest";
import { createScript } from "../../../ddl/index.ts";
import type { EmbeddedDriver } from "../../../drivers/index.ts";
import { draftDocument } from "../../../testing/draft-document.ts";
import { openDatabase as openSqlite } from "../../../testing/open-database.ts";
import { openDatabase } from "../../database.ts";

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
        "friend_id integer?",
        "heir_id integer?",
        "version integer?",
      ],
      foreignKeys: [
        { columns: ["friend_id"], target: "owners", targetColumns: ["id"] },
        { columns: ["heir_id"], target: "owners", targetColumns: ["id"] },
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

  it("set to null by the database is not written again with the next change", async () => {
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

  it("is cleared by setting the nullable part of its key to null", async () => {
    const shelf = db.Shelf.create({ room: 1, place: 2 });
    const book = db.Book.create({ title: "Looms", shelf });
    await db.save();
    book.shelf = null;
    await db.save();
    expect(driver.query("SELECT shelf_room, shelf_place FROM books").rows).toEqual([[null, 2]]);
  });

  it("that is cleared but not saved still orders deletions", async () => {
    const heir = db.Owner.create({});
    const owner = db.Owner.create({ heir });
    await db.save();
    owner.heir = null;
    db.delete(heir);
    db.delete(owner);
    await db.save();
    expect(driver.query("SELECT count(*) FROM owners").rows).toEqual([[0]]);
  });

  it("in two cycles of a row with a version is completed by one update", async () => {
    const owner = db.Owner.create({});
    Object.assign(owner, { friend: owner, heir: owner });
    await db.save();
    const { rows } = driver.query("SELECT friend_id, heir_id, version FROM owners");
    expect(rows).toEqual([[1, 1, 2]]);
  });
});
