/** Keys that change, and what the database changes with them; rows that have no key. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { draftDocument } from "../../../testing/draft-document.ts";
import { everyPlace, type Place } from "../../../testing/every-place.ts";
import { openDatabase } from "../../database.ts";

const toUser = (onUpdate: "cascade" | "set null" | "no action") => ({
  columns: ["user_code"],
  target: "users",
  targetColumns: ["code"],
  onUpdate,
});

const document = draftDocument({
  tables: {
    users: { columns: ["code varchar(9) not null", "name text"], primaryKey: ["code"] },
    posts: {
      columns: ["id integer primary key", "title text", "user_code varchar(9)"],
      foreignKeys: [toUser("cascade")],
    },
    badges: {
      columns: ["id integer primary key", "user_code varchar(9)"],
      foreignKeys: [toUser("set null")],
    },
    seats: {
      columns: ["user_code varchar(9) not null", "line integer not null", "row_name text"],
      primaryKey: ["user_code", "line"],
      foreignKeys: [toUser("cascade")],
    },
    cards: {
      columns: ["id integer primary key", "user_code varchar(9) not null"],
      foreignKeys: [toUser("no action")],
    },
    logs: { columns: ["text text not null"] },
  },
});

type Values = Record<string, unknown>;
type Rows = {
  create(values: Values): Values;
  get(key: unknown): Promise<Values | null>;
  first(): Promise<Values>;
};
type Database = {
  readonly User: Rows;
  readonly Post: Rows;
  readonly Badge: Rows;
  readonly Seat: Rows;
  readonly Card: Rows;
  readonly Log: Rows;
  save(): Promise<void>;
  discard(): void;
  isChanged(entity: object): boolean;
  transaction(body: () => Promise<void>): Promise<void>;
};

describe.each(everyPlace(document))("on $where", ({ open }) => {
  let place: Place;
  let db: Database;
  beforeAll(async () => {
    place = await open();
  });
  beforeEach(async () => {
    await place.renew();
    ({ db } = openDatabase<Database>({ document, driver: place.driver }));
  });
  afterAll(() => place?.close());

  const referring = async () => {
    const user = db.User.create({ code: "a" });
    const post = db.Post.create({ user, title: "first" });
    const badge = db.Badge.create({ user });
    const seat = db.Seat.create({ user, line: 1 });
    await db.save();
    return { user, post, badge, seat };
  };

  const rows = async (table: "posts" | "seats" | "cards", ...columns: readonly string[]) =>
    (await place.driver.query(`SELECT ${columns.join(", ")} FROM ${table}`, [])).rows;

  it("a changed key cascades to referencing rows, also within their own keys", async () => {
    const { user, post, seat } = await referring();
    post.title = "second";
    seat.line = 2;
    user.code = "b";
    await db.save();
    expect(await rows("posts", "title", "user_code")).toEqual([["second", "b"]]);
    expect(await rows("seats", "user_code", "line")).toEqual([["b", 2]]);
    expect(await db.Seat.get({ user_code: "b", line: 2 })).toBe(seat);
  });

  it.each(["Card", "Post"] as const)("a new %s has the new key of its target", async name => {
    const user = db.User.create({ code: "a" });
    await db.save();
    const referring = db[name].create({ user });
    user.code = "b";
    await db.save();
    expect(referring.user_code).toBe("b");
    expect(await rows(name === "Card" ? "cards" : "posts", "user_code")).toEqual([["b"]]);
    expect(db.isChanged(referring)).toBe(false);
  });

  it("a key and a reference to it may both be assigned", async () => {
    const { user, post, seat } = await referring();
    user.code = "b";
    post.user_code = "b";
    seat.user_code = "b";
    await db.save();
    expect(await rows("posts", "user_code")).toEqual([["b"]]);
    expect(await rows("seats", "user_code")).toEqual([["b"]]);
  });

  it("referencing rows follow a changed key, also in memory", async () => {
    const { user, post, badge, seat } = await referring();
    user.code = "b";
    await db.save();
    const codes = [post.user_code, badge.user_code, seat.user_code];
    expect(codes).toEqual(["b", null, "b"]);
    expect([post, badge, seat].map(each => db.isChanged(each))).toEqual([false, false, false]);
    expect(await post.user).toBe(user);
    expect(await db.Seat.get({ user_code: "b", line: 1 })).toBe(seat);
    Object.assign(seat, { row_name: "front" });
    post.title = "second";
    await db.save();
    const again = openDatabase<Database>({ document, driver: place.driver }).db;
    expect({ ...(await again.Seat.first()) }).toMatchObject({ user_code: "b", row_name: "front" });
    expect({ ...(await again.Post.first()) }).toMatchObject({ user_code: "b", title: "second" });
  });

  it("rows have their old keys after a rollback", async () => {
    const { user, post, seat } = await referring();
    const taken = db.transaction(async () => {
      user.code = "b";
      await db.save();
      throw new Error("taken back");
    });
    await expect(taken).rejects.toThrow("taken back");
    expect([user.code, post.user_code, seat.user_code]).toEqual(["a", "a", "a"]);
    expect(await db.Seat.get({ user_code: "a", line: 1 })).toBe(seat);
    seat.row_name = "front";
    await db.save();
  });

  it("rows without a key cannot be changed, and a save reports an error", async () => {
    const log = db.Log.create({ text: "one" });
    await db.save();
    for (const each of [log, await db.Log.first()]) {
      each.text = "two";
      await expect(db.save()).rejects.toMatchObject({ code: "no-primary-key" });
      db.discard();
    }
    expect(log.text).toBe("one");
    await db.save();
  });
});
