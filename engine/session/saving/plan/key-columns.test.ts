/** Foreign key columns that are assigned directly: the last assignment to the column or its relation counts. */
import { beforeEach, describe, expect, it } from "vitest";
import { createScript } from "../../../ddl/index.ts";
import type { EmbeddedDriver } from "../../../drivers/index.ts";
import { draftDocument } from "../../../testing/draft-document.ts";
import { openDatabase as openSqlite } from "../../../testing/open-database.ts";
import { openDatabase } from "../../database.ts";

const document = draftDocument({
  tables: {
    users: { columns: ["id integer primary key", "code varchar(20)?"], unique: [["code"]] },
    posts: {
      columns: ["id integer primary key", "user_id integer?"],
      foreignKeys: [{ columns: ["user_id"], target: "users", targetColumns: ["id"] }],
    },
    nodes: {
      columns: ["id integer primary key", "node_id integer?"],
      foreignKeys: [{ columns: ["node_id"], target: "nodes", targetColumns: ["id"] }],
    },
    notes: {
      columns: ["id integer primary key", "user_code varchar(20)?"],
      foreignKeys: [{ columns: ["user_code"], target: "users", targetColumns: ["code"] }],
    },
  },
});

type User = { id: number; code: string | null };
type Post = { id: number; user_id: number | null; user: User | null };
type Note = { id: number; user_code: string | null; user: User | null };
type Rows<Row> = {
  create(values: Partial<Row>): Row;
  get(id: number): Promise<Row>;
  with(relation: (row: Row) => unknown): { one(): Promise<Row> };
};
type Database = {
  User: Rows<User>;
  Post: Rows<Post>;
  Note: Rows<Note>;
  Node: Rows<{ id: number; node_id: number | null }>;
  save(): Promise<void>;
  isChanged(entity: object): boolean;
};

let driver: EmbeddedDriver;
let db: Database;
let ada: User;
let grace: User;
const open = () => openDatabase<Database>({ document, driver });
beforeEach(async () => {
  driver = openSqlite();
  for (const { text } of createScript(document, "sqlite").value) driver.query(text);
  ({ db } = open());
  ada = db.User.create({ code: "ada" });
  grace = db.User.create({ code: "grace" });
  await db.save();
});

const posts = () => driver.query("SELECT user_id FROM posts ORDER BY id").rows.flat();
const notes = () => driver.query("SELECT user_code FROM notes ORDER BY id").rows.flat();

describe("a key column that is set after its relation", () => {
  it("is written if the relation was saved before", async () => {
    const post = db.Post.create({ user: ada });
    await db.save();
    post.user_id = grace.id;
    expect(post.user).toBe(grace);
    await db.save();
    expect([posts(), post.user_id, post.user]).toEqual([[grace.id], grace.id, grace]);
    post.user_id = null;
    await db.save();
    expect([posts(), post.user_id, post.user]).toEqual([[null], null, null]);
  });

  it("is written if both are set before one save", async () => {
    const post = db.Post.create({});
    await db.save();
    post.user = ada;
    post.user_id = grace.id;
    await db.save();
    expect([posts(), post.user]).toEqual([[grace.id], grace]);
  });

  it("is written instead of the key of a new entity", async () => {
    const post = db.Post.create({});
    const loose = db.Post.create({});
    await db.save();
    post.user = db.User.create({});
    post.user_id = ada.id;
    loose.user = db.User.create({});
    loose.user_id = null;
    await db.save();
    expect([posts(), post.user, loose.user]).toEqual([[ada.id, null], ada, null]);
  });

  it("is written if the relation was only loaded", async () => {
    db.Note.create({ user: ada });
    await db.save();
    const { db: other } = open();
    const note = await other.Note.with(n => n.user).one();
    note.user_code = "grace";
    await other.save();
    expect([notes(), (await note.user)?.id]).toEqual([["grace"], grace.id]);
    expect(other.isChanged(note)).toBe(false);
  });
});

describe("a key that is assigned", () => {
  it("references a row that is inserted first, in any order of creation", async () => {
    db.Note.create({ user_code: "z" });
    db.User.create({ code: "z" });
    db.Post.create({ user_id: 77 });
    const user = db.User.create({ id: 77 });
    await db.save();
    expect([notes(), posts()]).toEqual([["z"], [77]]);
    expect(user.id).toBe(77);
  });

  it("may form a cycle of rows whose relations were set to null before", async () => {
    const nodes = [1, 2].map(id => Object.assign(db.Node.create({ id }), { node: null }));
    for (const [index, node] of nodes.entries()) node.node_id = 2 - index;
    await db.save();
    expect(driver.query("SELECT node_id FROM nodes ORDER BY id").rows.flat()).toEqual([2, 1]);
  });

  it("may form a cycle, and may reference its own row", async () => {
    const first = db.Node.create({ id: 1, node_id: 2 });
    db.Node.create({ id: 2, node_id: 1 });
    db.Node.create({ id: 3, node_id: 3 });
    await db.save();
    expect(driver.query("SELECT node_id FROM nodes ORDER BY id").rows.flat()).toEqual([2, 1, 3]);
    expect(first.node_id).toBe(2);
  });
});

describe("a relation that is set after its key column", () => {
  it("is written", async () => {
    const post = db.Post.create({ user_id: ada.id, user: grace });
    await db.save();
    post.user_id = ada.id;
    post.user = db.User.create({});
    await db.save();
    expect(posts()).toEqual([3]);
  });

  it("follows a key that its target gets later", async () => {
    const user = db.User.create({ code: "a" });
    const note = db.Note.create({ user });
    user.code = "b";
    await db.save();
    expect([notes(), note.user]).toEqual([["b"], user]);
    db.User.create({ code: "a" });
    note.user_code = "a";
    await db.save();
    expect(notes()).toEqual(["a"]);
  });
});
