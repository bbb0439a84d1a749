/** Both sides of a one-to-one relation are in step, before and after they are saved. */
import { beforeEach, describe, expect, it } from "vitest";
import { createScript } from "../../../ddl/index.ts";
import type { EmbeddedDriver } from "../../../drivers/index.ts";
import { draftDocument } from "../../../testing/draft-document.ts";
import { openDatabase as openSqlite } from "../../../testing/open-database.ts";
import { openDatabase } from "../../database.ts";

const document = draftDocument({
  tables: {
    users: { columns: ["id integer primary key"] },
    profiles: {
      columns: ["id integer primary key", "user_id integer?"],
      unique: [["user_id"]],
      foreignKeys: [{ columns: ["user_id"], target: "users", targetColumns: ["id"] }],
    },
  },
});

type User = { id: number; profile: Profile | null };
type Profile = { id: number; user: User | null };
type Database = {
  User: { create(values: Partial<User>): User; get(id: number): Promise<User> };
  Profile: { create(values: Partial<Profile>): Profile };
  save(): Promise<void>;
  delete(entity: object): void;
};

let driver: EmbeddedDriver;
let db: Database;
beforeEach(() => {
  driver = openSqlite();
  for (const { text } of createScript(document, "sqlite").value) driver.query(text);
  ({ db } = openDatabase<Database>({ document, driver }));
});

const rows = () => driver.query("SELECT id, user_id FROM profiles ORDER BY id").rows;

describe("a one-to-one relation", () => {
  it("is set from the side with the key", async () => {
    const user = db.User.create({});
    await db.save();
    expect(await user.profile).toBeNull();
    const profile = db.Profile.create({ user });
    expect(user.profile).toBe(profile);
    await db.save();
    expect(user.profile).toBe(profile);
    expect(rows()).toEqual([[1, 1]]);
  });

  it("is set from the side without the key", async () => {
    const profile = db.Profile.create({});
    const user = db.User.create({ profile });
    expect(profile.user).toBe(user);
    await db.save();
    expect(rows()).toEqual([[1, 1]]);
  });

  it("moves from one entity to another", async () => {
    const user = db.User.create({});
    const profile = db.Profile.create({ user });
    await db.save();
    const other = db.User.create({ profile });
    expect([profile.user, user.profile, other.profile]).toEqual([other, null, profile]);
    await db.save();
    expect([profile.user, user.profile, other.profile]).toEqual([other, null, profile]);
    expect(rows()).toEqual([[1, 2]]);
  });

  it("clears the replaced reference before it writes the new one", async () => {
    const user = db.User.create({});
    const spare = db.Profile.create({});
    const profile = db.Profile.create({ user });
    await db.save();
    user.profile = spare;
    expect([profile.user, spare.user]).toEqual([null, user]);
    await db.save();
    expect(rows()).toEqual([
      [1, 1],
      [2, null],
    ]);
  });

  it("is set from the side with the key, and clears the reference of the replaced entity", async () => {
    const user = db.User.create({});
    const profile = db.Profile.create({ user });
    const spare = db.Profile.create({});
    await db.save();
    spare.user = user;
    expect([profile.user, spare.user, user.profile]).toEqual([null, user, spare]);
    await db.save();
    expect(rows()).toEqual([
      [1, null],
      [2, 1],
    ]);
  });

  it("is not cleared from the side without the key before it is loaded", async () => {
    db.Profile.create({ user: db.User.create({}) });
    await db.save();
    const { db: other } = openDatabase<Database>({ document, driver });
    const user = await other.User.get(1);
    expect(() => {
      user.profile = null;
    }).toThrow(expect.objectContaining({ code: "relation-not-loaded" }));
    await user.profile;
    user.profile = null;
    await other.save();
    expect(rows()).toEqual([[1, null]]);
  });

  it("deletes removed and replaced entities if orphans are deleted", async () => {
    const orphans = { "User.profile": "delete" } as const;
    const { db: strict } = openDatabase<Database>({ document, driver, orphans });
    const user = strict.User.create({});
    user.profile = strict.Profile.create({});
    await strict.save();
    user.profile = null;
    await strict.save();
    expect(rows()).toEqual([]);
    user.profile = strict.Profile.create({ id: 2 });
    await strict.save();
    user.profile = strict.Profile.create({ id: 3 });
    await strict.save();
    expect(rows()).toEqual([[3, 1]]);
  });

  it("is cleared by a deletion", async () => {
    const user = db.User.create({});
    const profile = db.Profile.create({ user });
    await db.save();
    db.delete(profile);
    await db.save();
    expect(await user.profile).toBeNull();
  });
});
