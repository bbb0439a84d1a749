/** Rows that reference each other are deleted in one save. */
import { describe, expect, it } from "vitest";
import { createScript } from "../../../ddl/index.ts";
import type { StatementEvent } from "../../../drivers/index.ts";
import type { Api } from "../../../query/index.ts";
import { draftDocument, type ForeignKeyDraft } from "../../../testing/draft-document.ts";
import { openDatabase as openSqlite } from "../../../testing/open-database.ts";
import { openDatabase } from "../../database.ts";

type Options = { readonly isNullable: boolean; readonly onDelete: ForeignKeyDraft["onDelete"] };

/** A choir has a lead singer, who belongs to the choir. Singers sing next to each other. */
const choirDocument = ({ isNullable, onDelete = "no action" }: Options) =>
  draftDocument({
    tables: {
      choir: {
        columns: [
          "id integer primary key",
          `lead_id integer${isNullable ? "?" : " not null"}`,
          "edition integer not null = 1",
        ],
        foreignKeys: [{ columns: ["lead_id"], target: "singer", targetColumns: ["id"] }],
      },
      singer: {
        columns: ["id integer primary key", "choir_id integer not null", "neighbour_id integer?"],
        foreignKeys: [
          { columns: ["choir_id"], target: "choir", targetColumns: ["id"], onDelete },
          { columns: ["neighbour_id"], target: "singer", targetColumns: ["id"] },
        ],
      },
    },
  });

const ROWS = [
  "INSERT INTO choir (id, lead_id) VALUES (1, 1), (2, 4)",
  "INSERT INTO singer VALUES (1, 1, 2), (2, 1, 3), (3, 1, 1), (4, 2, NULL)",
];

interface Singer {
  readonly id: number;
  neighbour: Singer | null;
}
interface Choir {
  readonly id: number;
  lead: Singer | null;
}
interface Types<Entity extends object> extends Api.EntityTypes {
  readonly create: { id?: number; lead_id?: number; choir_id?: number };
  readonly entity: Entity;
  readonly path: { readonly id: Api.NumberExpression; readonly choir_id: Api.NumberExpression };
  readonly columns: { id: number; choir_id: number };
  readonly key: number;
}
interface Database extends Api.DatabaseMethods {
  readonly Choir: Api.EntitySet<Types<Choir>>;
  readonly Singer: Api.EntitySet<Types<Singer>>;
}

const open = (options: Options) => {
  const document = choirDocument(options);
  const driver = openSqlite();
  for (const { text } of createScript(document, "sqlite").value) driver.query(text);
  driver.query("PRAGMA foreign_keys = OFF");
  for (const text of ROWS) driver.query(text);
  driver.query("PRAGMA foreign_keys = ON");
  const log: StatementEvent[] = [];
  const { db } = openDatabase<Database>({
    document,
    driver,
    onStatement: event => log.push(event),
  });
  const left = () => [
    driver.query("SELECT id FROM choir ORDER BY id").rows.flat(),
    driver.query("SELECT id FROM singer ORDER BY id").rows.flat(),
  ];
  const updates = () => log.filter(({ text }) => text.startsWith("UPDATE")).map(({ text }) => text);
  return { db, left, updates };
};

const firstChoir = async (db: Database) => {
  const choir = await db.Choir.where({ id: 1 }).one();
  const singers = await db.Singer.where({ choir_id: 1 })
    .orderBy(s => s.id)
    .all();
  return { choir, singers };
};

const NULLABLE: Options = { isNullable: true, onDelete: "no action" };

describe.each([
  ["the referenced rows first", false],
  ["the referencing rows first", true],
])("rows of a cycle, deleted in the order of %s", (_, isReversed) => {
  it("are released by setting nullable references to null", async () => {
    const { db, left, updates } = open(NULLABLE);
    const { choir, singers } = await firstChoir(db);
    const all = [choir, ...singers];
    for (const each of isReversed ? all.toReversed() : all) db.delete(each);
    await db.save();
    expect(left()).toEqual([[2], [4]]);
    expect(updates().length).toBeGreaterThan(0);
  });

  it("need no update where a cascade deletes the other rows", async () => {
    const { db, left, updates } = open({ isNullable: false, onDelete: "cascade" });
    const { choir, singers } = await firstChoir(db);
    const all = [choir, ...singers];
    for (const each of isReversed ? all.toReversed() : all) db.delete(each);
    await db.save();
    expect(left()).toEqual([[2], [4]]);
    expect(updates()).toEqual([]);
  });

  it("are rejected if no reference may be null, and the session can go on", async () => {
    const { db, left } = open({ isNullable: false, onDelete: "no action" });
    const { choir, singers } = await firstChoir(db);
    const all = [choir, ...singers];
    for (const each of isReversed ? all.toReversed() : all) db.delete(each);
    await expect(db.save()).rejects.toMatchObject({ code: "foreign-key-violation" });
    expect(left()).toEqual([
      [1, 2],
      [1, 2, 3, 4],
    ]);
    db.discard();
    const [, , third] = singers;
    if (third) third.neighbour = null;
    await db.save();
    expect(left()[1]).toEqual([1, 2, 3, 4]);
  });
});

describe("a cycle of deleted rows", () => {
  it("ends at the reference that was set to null", async () => {
    const { db, left, updates } = open(NULLABLE);
    const { singers } = await firstChoir(db);
    const { choir } = await firstChoir(db);
    choir.lead = null;
    const [, second] = singers;
    if (second) second.neighbour = null;
    for (const each of [choir, ...singers]) db.delete(each);
    await db.save();
    expect(left()).toEqual([[2], [4]]);
    expect(updates().map(text => text.replaceAll(/\s+/g, " "))).toEqual([
      "UPDATE choir SET lead_id = ? WHERE id = ?",
      "UPDATE singer SET neighbour_id = ? WHERE id = ?",
    ]);
  });

  it("checks and increments versions", async () => {
    const { db, left } = open(NULLABLE);
    db.configure({ versions: { Choir: "edition" } });
    const { choir, singers } = await firstChoir(db);
    for (const each of [choir, ...singers]) db.delete(each);
    await db.save();
    expect(left()).toEqual([[2], [4]]);
  });

  it("is restored in memory when another row still references it", async () => {
    const { db, left } = open(NULLABLE);
    const { singers } = await firstChoir(db);
    for (const each of singers) db.delete(each);
    await expect(db.save()).rejects.toMatchObject({ code: "foreign-key-violation" });
    expect(left()[1]).toEqual([1, 2, 3, 4]);
    const [first, second] = singers;
    expect(first?.neighbour).toBe(second);
    (await db.Choir.where({ id: 1 }).one()).lead = null;
    await db.save();
    expect(left()).toEqual([[1, 2], [4]]);
  });

  it("gives a unique value to a new row in the same save", async () => {
    const { db, left, updates } = open(NULLABLE);
    const { choir, singers } = await firstChoir(db);
    for (const each of [choir, ...singers]) db.delete(each);
    db.Choir.create({ id: 1, lead_id: 4 });
    await db.save();
    expect(left()).toEqual([[1, 2], [4]]);
    expect(updates()).toHaveLength(2);
  });

  it("is rejected as such if a new row takes a unique value of it", async () => {
    const { db } = open({ isNullable: false, onDelete: "no action" });
    const { choir, singers } = await firstChoir(db);
    for (const each of [choir, ...singers]) db.delete(each);
    db.Choir.create({ id: 1, lead_id: 4 });
    await expect(db.save()).rejects.toMatchObject({ code: "foreign-key-violation" });
  });
});
