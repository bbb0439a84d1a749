/** Where statements travel, many new rows go in one; each object has its own key and values afterwards. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createScript } from "../../../ddl/index.ts";
import type { StatementEvent } from "../../../drivers/index.ts";
import { draftDocument } from "../../../testing/draft-document.ts";
import { everyPlace, type Place } from "../../../testing/every-place.ts";
import { openDatabase } from "../../database.ts";

const document = draftDocument({
  tables: {
    people: { columns: ["id integer primary key", "name text not null", "boss_id integer?"] },
    notes: {
      columns: [
        "id integer primary key",
        "person_id integer not null",
        "mood text not null = 'calm'",
      ],
      foreignKeys: [{ columns: ["person_id"], target: "people", targetColumns: ["id"] }],
    },
    countries: { columns: ["code varchar(2) not null", "name text?"], primaryKey: ["code"] },
  },
});
const withBoss = draftDocument({
  tables: {
    people: {
      columns: ["id integer primary key", "name text not null", "boss_id integer?"],
      foreignKeys: [{ columns: ["boss_id"], target: "people", targetColumns: ["id"] }],
    },
  },
});

const withTickets = draftDocument({
  tables: {
    tickets: {
      columns: ["code uuid not null", "title text not null"],
      primaryKey: ["code"],
      details: { code: { default: { kind: "expression", text: "gen_random_uuid()" } } },
    },
  },
});

type Row = Record<string, unknown>;
type Rows = { create(values: Row): Row; all(): Promise<readonly Row[]> };
type Database = Readonly<Record<"Person" | "Note" | "Country" | "Ticket", Rows>> & {
  save(): Promise<void>;
};

const places = everyPlace(document).filter(({ where }) => where !== "SQLite");

describe.each(places)("on $where", ({ where, open }) => {
  const isMysql = !where.startsWith("PostgreSQL");
  let place: Place;
  let db: Database;
  let events: StatementEvent[] = [];
  beforeAll(async () => {
    place = await open();
  });
  beforeEach(async () => {
    await place.renew();
    const onStatement = (event: StatementEvent) => events.push(event);
    ({ db } = openDatabase<Database>({ document, driver: place.driver, onStatement }));
  });
  afterAll(() => place?.close());

  /** What ran between BEGIN and COMMIT, by the first words of each. */
  const save = async () => {
    events = [];
    await db.save();
    return events.slice(1, -1).map(({ printed }) => printed.text.split(/\s*\(|\n/)[0]);
  };
  const read = async (entity: "Person" | "Note" | "Country", key: string) => {
    const rows = await openDatabase<Database>({ document, driver: place.driver }).db[entity].all();
    return new Map(rows.map(row => [row[key], row]));
  };

  it("rows of one entity are inserted by one statement, and each has its key", async () => {
    const people = Array.from({ length: 2500 }, (_, index) =>
      db.Person.create({ name: `n${index}`, boss_id: null }),
    );
    const ran = await save();
    const keyQueries = isMysql
      ? ["SELECT @@auto_increment_increment"]
      : Array(3).fill("SELECT nextval");
    expect(ran.filter(text => text?.startsWith("INSERT"))).toEqual(
      Array(3).fill("INSERT INTO people"),
    );
    expect(ran.filter(text => text?.startsWith("SELECT"))).toEqual(keyQueries);
    const rows = await read("Person", "id");
    expect(rows.size).toBe(2500);
    for (const { id, name } of people) expect(rows.get(id)).toMatchObject({ name });
  });

  it("rows that reference assigned keys are inserted after the rows with these keys", async () => {
    db.Note.create({ person_id: 900 });
    db.Person.create({ id: 900, name: "by hand" });
    expect((await save()).filter(text => text?.startsWith("INSERT"))).toEqual([
      "INSERT INTO people",
      "INSERT INTO notes",
    ]);
  });

  it("rows that reference each other are inserted by level, in any order of creation", async () => {
    const notes = Array.from({ length: 20 }, (_, index) => {
      const person = db.Person.create({ name: `n${index}` });
      return [0, 1].map(() => ({ person, note: db.Note.create({ person, mood: `m${index}` }) }));
    }).flat();
    const ran = await save();
    expect(ran.filter(text => text?.startsWith("INSERT"))).toEqual([
      "INSERT INTO people",
      "INSERT INTO notes",
    ]);
    const rows = await read("Note", "id");
    for (const { person, note } of notes) {
      expect(rows.get(note.id)).toMatchObject({ person_id: person.id, mood: note.mood });
    }
  });

  it("generated values are assigned to their rows", async () => {
    const person = db.Person.create({ name: "Ada" });
    const notes = [0, 1, 2].map(() => db.Note.create({ person }));
    await save();
    expect(notes.map(({ mood }) => mood)).toEqual(["calm", "calm", "calm"]);
    const codes = ["fr", "de", "pl"].map(code => db.Country.create({ code }));
    expect(await save()).toEqual(["INSERT INTO countries"]);
    expect(codes.map(({ code, name }) => [code, name])).toEqual([
      ["fr", null],
      ["de", null],
      ["pl", null],
    ]);
  });

  it.runIf(!isMysql)("rows with ambiguous generated keys are inserted one by one", async () => {
    const { driver } = place;
    for (const { text } of createScript(withTickets, "postgres").value)
      await driver.query(text, []);
    const onStatement = (event: StatementEvent) => events.push(event);
    ({ db } = openDatabase<Database>({ document: withTickets, driver, onStatement }));
    const tickets = ["a", "b"].map(title => db.Ticket.create({ title }));
    expect(await save()).toEqual(["INSERT INTO tickets", "INSERT INTO tickets"]);
    expect(new Set(tickets.map(({ code }) => code)).size).toBe(2);
  });

  it("the log names the entities of a statement", async () => {
    for (const name of ["a", "b", "c", "d", "e"]) db.Person.create({ name });
    await save();
    const inserts = events.filter(({ statement }) => statement?.kind === "insert");
    const labels = isMysql
      ? "Person (new), Person (new), Person (new)"
      : "Person#1, Person#2, Person#3";
    expect(inserts.map(({ cause }) => cause)).toEqual([
      { kind: "flush", subject: `insert ${labels} and 2 more: new` },
    ]);
  });

  it("a rejected statement leaves every entity unchanged, so that it can be saved again", async () => {
    const first = db.Country.create({ code: "fr" });
    const person = db.Person.create({ name: "Ada" });
    db.Person.create({ name: "Bea" });
    const second = db.Country.create({ code: "fr" });
    await expect(db.save()).rejects.toMatchObject({ code: "unique-violation" });
    expect([person.id, first.name]).toEqual([undefined, undefined]);
    second.code = "de";
    await save();
    expect([...(await read("Country", "code")).keys()].sort()).toEqual(["de", "fr"]);
  });

  it("a tree is inserted level by level", async () => {
    const driver = place.driver;
    const { db: tree } = openDatabase<Database>({ document: withBoss, driver });
    const boss = tree.Person.create({ name: "boss" });
    const middle = [1, 2].map(() => tree.Person.create({ name: "middle", boss }));
    const leaves = middle.map(each => tree.Person.create({ name: "leaf", boss: each }));
    await tree.save();
    const rows = await read("Person", "id");
    middle.forEach(({ id }, index) => {
      expect(rows.get(id)).toMatchObject({ boss_id: boss.id });
      expect(rows.get(leaves[index]?.id)).toMatchObject({ boss_id: id });
    });
  });
});
