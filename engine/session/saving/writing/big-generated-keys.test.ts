/** Keys beyond 2^53 that the database generates. */
import { describe, expect, it } from "vitest";
import { createScript } from "../../../ddl/index.ts";
import type { EmbeddedDriver, SqlValue } from "../../../drivers/index.ts";
import type { Api } from "../../../query/index.ts";
import { draftDocument } from "../../../testing/draft-document.ts";
import { openDatabase as openSqlite } from "../../../testing/open-database.ts";
import { openPostgres } from "../../../testing/open-postgres.ts";
import type { ServerDriver } from "../../../testing/server-driver.ts";
import { openDatabase } from "../../database.ts";

/** The last safe key, so that further keys are beyond it. */
const LAST = 2n ** 53n - 1n;

const document = draftDocument({
  tables: {
    buoy: {
      columns: [
        "id bigint primary key",
        "name varchar(40) not null",
        "anchor_id bigint?",
        "revision bigint not null = 1",
      ],
      foreignKeys: [{ columns: ["anchor_id"], target: "buoy", targetColumns: ["id"] }],
    },
    tide: {
      columns: ["id bigint primary key", "buoy_id bigint not null", "rank bigint not null unique"],
      foreignKeys: [{ columns: ["buoy_id"], target: "buoy", targetColumns: ["id"] }],
    },
    crew: { columns: ["id bigint primary key", "name varchar(40) not null"] },
    buoy_crew: {
      columns: ["buoy_id bigint not null", "crew_id bigint not null"],
      primaryKey: ["buoy_id", "crew_id"],
      foreignKeys: [
        { columns: ["buoy_id"], target: "buoy", targetColumns: ["id"], onDelete: "cascade" },
        { columns: ["crew_id"], target: "crew", targetColumns: ["id"], onDelete: "cascade" },
      ],
    },
  },
});

type Key = number | bigint;
interface Crew {
  readonly id: Key;
  name: string;
  readonly buoys: Api.Many<Buoy>;
}
interface Tide {
  readonly id: Key;
  buoy_id: Key;
  buoy: Buoy;
  rank: Key;
}
interface Buoy {
  readonly id: Key;
  name: string;
  anchor_id: Key | null;
  anchor: Buoy | null;
  revision: Key;
  readonly tides: Api.Many<Tide>;
  readonly crews: Api.Many<Crew>;
}
interface Types<Entity extends object> extends Api.EntityTypes {
  readonly entity: Entity;
  readonly create: Partial<Entity>;
  readonly columns: Partial<Entity>;
  readonly path: {
    readonly id: Api.NumberExpression;
    readonly rank: Api.NumberExpression;
    readonly buoys: Api.ManyPath<object>;
    readonly tides: Api.ManyPath<object>;
  };
  readonly key: Key;
}
interface Database extends Api.DatabaseMethods {
  readonly Buoy: Api.EntitySet<Types<Buoy>>;
  readonly Tide: Api.EntitySet<Types<Tide>>;
  readonly Crew: Api.EntitySet<Types<Crew>>;
}

const open = (driver: EmbeddedDriver | ServerDriver) => {
  const again = () => openDatabase<Database>({ document, driver }).db;
  const rows = async (text: string): Promise<readonly (readonly SqlValue[])[]> =>
    (await driver.query(text, [])).rows;
  return { db: again(), again, rows };
};

const openSqliteSea = () => {
  const driver = openSqlite();
  for (const { text } of createScript(document, "sqlite").value) driver.query(text);
  driver.query("INSERT INTO buoy (id, name) VALUES (?, 'last')", [LAST]);
  driver.query("INSERT INTO crew (id, name) VALUES (?, 'last')", [LAST + 2n]);
  return open(driver);
};

const postgres = openPostgres();

const openPostgresSea = async () => {
  const driver = await postgres;
  await driver.renew(createScript(document, "postgres").value.map(({ text }) => text));
  const restart = (table: string, key: bigint) =>
    driver.run(`SELECT setval(pg_get_serial_sequence('${table}', 'id'), ${key})`);
  await driver.run(`INSERT INTO buoy (id, name) VALUES (${LAST}, 'last')`);
  await restart("buoy", LAST);
  await restart("crew", LAST + 2n);
  return open(driver);
};

describe.each([
  ["SQLite", openSqliteSea],
  ["PostgreSQL", openPostgresSea],
] as const)("generated keys beyond the safe integers in %s", (_, openSea) => {
  it("are exact, so that updates and deletions find the own row", async () => {
    const { db, rows } = await openSea();
    const buoys = ["a", "b", "c", "d"].map(name => db.Buoy.create({ name }));
    await db.save();
    expect(buoys.map(({ id }) => id)).toEqual([LAST + 1n, LAST + 2n, LAST + 3n, LAST + 4n]);
    for (const buoy of buoys) buoy.name += "!";
    await db.save();
    for (const buoy of buoys.slice(2)) db.delete(buoy);
    await db.save();
    const left = [
      [Number(LAST), "last"],
      [LAST + 1n, "a!"],
      [LAST + 2n, "b!"],
    ];
    expect(await rows("SELECT id, name FROM buoy ORDER BY id")).toEqual(left);
  });

  it("reach the rows that refer to them in the same save", async () => {
    const { db, again, rows } = await openSea();
    const [first, second] = ["a", "b"].map(name => db.Buoy.create({ name }));
    if (!first || !second) throw new Error("two rows");
    first.anchor = second;
    second.anchor = first;
    const crews = ["x", "y"].map(name => db.Crew.create({ name }));
    for (const [index, buoy] of [first, second, second].entries()) {
      db.Tide.create({ buoy, rank: index });
    }
    for (const crew of crews) second.crews.add(crew);
    await db.save();
    const keys = new Map((await rows("SELECT name, id FROM buoy")).map(([name, id]) => [name, id]));
    const [a, b] = [keys.get("a"), keys.get("b")];
    expect(new Set([a, b])).toEqual(new Set([LAST + 1n, LAST + 2n]));
    expect([first.id, second.id, first.anchor_id, second.anchor_id]).toEqual([a, b, b, a]);
    expect(await rows("SELECT buoy_id FROM tide ORDER BY rank")).toEqual([[a], [b], [b]]);
    expect(crews.map(({ id }) => id)).toEqual([LAST + 3n, LAST + 4n]);
    const links = await rows("SELECT buoy_id, crew_id FROM buoy_crew ORDER BY crew_id");
    expect(links).toEqual(crews.map(({ id }) => [b, id]));

    const other = again();
    const found = await other.Buoy.get(b as bigint);
    const tides = (await found?.tides) ?? [];
    const crewsFound = (await found?.crews) ?? [];
    expect([[...tides].map(each => each.rank), [...crewsFound].map(each => each.id)]).toEqual([
      [1, 2],
      crews.map(({ id }) => id),
    ]);
    expect((await found?.anchor)?.name).toBe("a");
  });

  it("identify one object for a row, however they are written", async () => {
    const { db } = await openSea();
    const near = 2n ** 53n + 4n;
    for (const id of [near, Number(near) + 2, near + 4n, 7n]) {
      const buoy = db.Buoy.create({ id, name: "assigned" });
      await db.save();
      expect(buoy.id).toBe(id === 7n ? 7 : BigInt(id));
      expect(await db.Buoy.where({ id }).one()).toBe(buoy);
      expect(await db.Buoy.get(id)).toBe(buoy);
      expect(await db.Buoy.get(BigInt(id))).toBe(buoy);
      expect(db.isChanged(buoy)).toBe(false);
    }
  });

  it("come back exactly from bulk writes", async () => {
    const { db } = await openSea();
    const inserted = await db.Buoy.insert([{ name: "a" }, { name: "b" }]).returning(b => b.id);
    expect(inserted).toEqual([LAST + 1n, LAST + 2n]);
    const upserted = await db.Buoy.upsert({ id: LAST + 2n, name: "c" }).returning(b => b.id);
    expect(upserted).toEqual([LAST + 2n]);
  });

  it("leave versions and placeholders of unique values exact", async () => {
    const { db, rows } = await openSea();
    db.configure({ versions: { Buoy: "revision" } });
    const buoy = db.Buoy.create({ name: "a", revision: LAST });
    const tides = [LAST + 1n, LAST + 2n, LAST + 4n].map(rank => db.Tide.create({ buoy, rank }));
    await db.save();
    for (const name of ["b", "c", "d"]) {
      buoy.name = name;
      await db.save();
    }
    expect(await rows("SELECT revision FROM buoy WHERE name = 'd'")).toEqual([[LAST + 3n]]);
    const [one, two, three] = tides as [Tide, Tide, Tide];
    [one.rank, two.rank, three.rank] = [three.rank, one.rank, two.rank];
    await db.save();
    const ranks = await rows("SELECT rank FROM tide ORDER BY id");
    expect(ranks).toEqual([[LAST + 4n], [LAST + 1n], [LAST + 2n]]);
  });
});
