/** Unique values pass from row to row within one save, in every database. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Cause } from "../../../drivers/index.ts";
import { draftDocument } from "../../../testing/draft-document.ts";
import { everyPlace, type Place } from "../../../testing/every-place.ts";
import { openDatabase } from "../../database.ts";

const document = draftDocument({
  tables: {
    teams: { columns: ["id integer primary key", "name varchar(20) not null"], unique: [["name"]] },
    players: {
      columns: [
        "id integer primary key",
        "nick varchar(4) not null",
        "rank integer?",
        "team_id integer not null",
        "shirt integer not null",
        "is_out boolean not null",
      ],
      unique: [["nick"], ["team_id", "shirt"], ["is_out", "rank"]],
      foreignKeys: [
        { columns: ["team_id"], target: "teams", targetColumns: ["id"], onDelete: "restrict" },
      ],
    },
    captains: {
      columns: ["id integer primary key", "team_id integer not null", "version integer"],
      indexes: [{ name: "one_captain", parts: ["team_id"], unique: true }],
      foreignKeys: [
        { columns: ["team_id"], target: "teams", targetColumns: ["id"], onDelete: "cascade" },
      ],
    },
    towns: { columns: ["code varchar(9) not null", "mayor integer"], primaryKey: ["code"] },
    streets: {
      columns: ["id integer primary key", "town_code varchar(9)?"],
      foreignKeys: [
        { columns: ["town_code"], target: "towns", targetColumns: ["code"], onDelete: "set null" },
      ],
    },
    marks: { columns: ["sign varchar(9) not null", "label varchar(9)?"], primaryKey: ["sign"] },
    nodes: {
      columns: ["id integer primary key", "mark varchar(9) not null", "node_id integer?"],
      unique: [["mark"]],
      foreignKeys: [
        { columns: ["node_id"], target: "nodes", targetColumns: ["id"], onDelete: "cascade" },
      ],
    },
    flags: { columns: ["id integer primary key", "on_day date not null"], unique: [["on_day"]] },
    node_flags: {
      columns: ["node_id integer not null", "flag_id integer not null"],
      primaryKey: ["node_id", "flag_id"],
      foreignKeys: [
        { columns: ["node_id"], target: "nodes", targetColumns: ["id"], onDelete: "cascade" },
        { columns: ["flag_id"], target: "flags", targetColumns: ["id"], onDelete: "cascade" },
      ],
    },
  },
});

type Row = Record<string, unknown>;
type Links = PromiseLike<readonly Row[]> & { add(row: Row): void };
type Rows = {
  create(values: Row): Row;
  all(): Promise<readonly Row[]>;
  get(key: unknown): unknown;
};
type Database = Readonly<
  Record<"Team" | "Player" | "Captain" | "Town" | "Street" | "Mark" | "Flag" | "Node", Rows>
> & {
  save(): Promise<void>;
  delete(entity: object): void;
  expire(entity: object): void;
  detach(entity: object): void;
  configure(settings: object): void;
};

describe.each(everyPlace(document))("on $where", ({ open }) => {
  let place: Place;
  let db: Database;
  let causes: Cause[] = [];
  beforeAll(async () => {
    place = await open();
  });
  beforeEach(async () => {
    await place.renew();
    const onStatement = ({ cause }: { readonly cause: Cause }) => causes.push(cause);
    ({ db } = openDatabase<Database>({ document, driver: place.driver, onStatement }));
  });
  afterAll(() => place?.close());

  const read = async (entity: "Player" | "Flag" | "Node", ...columns: readonly string[]) => {
    const { db: other } = openDatabase<Database>({ document, driver: place.driver });
    const rows = await other[entity].all();
    const values = rows.map(row => columns.map(column => row[column]));
    return values.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
  };
  const reasons = () =>
    causes.flatMap(cause =>
      cause.kind === "flush" ? [(cause.subject ?? "").replace(/^.*?: /, "")] : [],
    );
  const save = async () => {
    causes = [];
    await db.save();
  };
  const player = (values: Row) => db.Player.create({ is_out: false, ...values });

  const twoPlayers = async () => {
    const team = db.Team.create({ name: "Owls" });
    const ada = player({ team, nick: "Ada", shirt: 1, rank: 1 });
    const bea = player({ team, nick: "Bea", shirt: 2, rank: 2 });
    await save();
    return { team, ada, bea };
  };

  it("a value that is not loaded does not block another row", async () => {
    const { ada, bea } = await twoPlayers();
    db.expire(ada);
    ada.rank = 3;
    db.delete(bea);
    await save();
    expect(await read("Player", "nick", "rank")).toEqual([["Ada", 3]]);
  });

  it("a changed row releases its value for a new row, and takes the value of another", async () => {
    const { team, ada, bea } = await twoPlayers();
    player({ team, nick: "Bea", shirt: 3 });
    bea.nick = "Ada";
    ada.nick = "Cleo";
    await save();
    expect(await read("Player", "id", "nick")).toEqual([
      [1, "Cleo"],
      [2, "Ada"],
      [3, "Bea"],
    ]);
  });

  it("a new row may take the value of a deleted row", async () => {
    const { team, ada } = await twoPlayers();
    db.delete(ada);
    player({ team, nick: "Ada", shirt: 1, rank: 1 });
    await save();
    expect(await read("Player", "nick", "shirt", "rank")).toEqual([
      ["Ada", 1, 1],
      ["Bea", 2, 2],
    ]);
  });

  it("a row that no longer references a cascaded row may take the value of the deleted one", async () => {
    const first = db.Node.create({ mark: "a" });
    const second = db.Node.create({ mark: "b", node: first });
    const third = db.Node.create({ mark: "c", node: second });
    await save();
    db.delete(first);
    third.mark = "a";
    third.node = null;
    await save();
    expect(await read("Node", "id", "mark", "node_id")).toEqual([[3, "a", null]]);
    expect(await db.Node.get(2)).toBeNull();
  });

  it("a new row that references a deleted row may take the value of another, and is deleted by the cascade", async () => {
    const first = db.Node.create({ mark: "a" });
    const second = db.Node.create({ mark: "b", node: first });
    await save();
    second.node = null;
    db.delete(first);
    db.delete(second);
    db.Node.create({ mark: "a", node: second });
    await save();
    expect(await read("Node", "id")).toEqual([]);
  });

  it("a row that references a new row by key is deleted with it, and may take a value of a deleted row", async () => {
    const first = db.Node.create({ mark: "a" });
    const second = db.Node.create({ mark: "b" });
    await save();
    db.delete(first);
    db.Node.create({ id: 9, mark: "c", node: first });
    second.node_id = 9;
    second.mark = "a";
    await save();
    expect(await read("Node", "id")).toEqual([]);
    expect(await db.Node.get(2)).toBeNull();
  });

  it("no link begins of a row that goes with one of which a new row takes a value", async () => {
    const first = db.Node.create({ mark: "a" });
    const second = db.Node.create({ mark: "b", node: first });
    const flag = db.Flag.create({ on_day: "2024-01-31" });
    await save();
    (second.flags as Links).add(flag);
    db.delete(first);
    const third = db.Node.create({ mark: "a" });
    (third.flags as Links).add(flag);
    await save();
    expect(await read("Node", "mark")).toEqual([["a"]]);
    expect(await (flag.nodes as Links)).toEqual([third]);
    db.expire(flag);
    expect(await (flag.nodes as Links)).toEqual([third]);
  });

  it.each([true, false])(
    "a new row takes the key of a deleted row (referencing rows loaded: %s)",
    async isKnown => {
      const first = db.Node.create({ id: 1, mark: "a" });
      const second = db.Node.create({ id: 2, mark: "b", node: first });
      const third = db.Node.create({ id: 3, mark: "c", node: second });
      const flag = db.Flag.create({ on_day: "2024-01-31" });
      (third.flags as Links).add(flag);
      await save();
      if (!isKnown) db.detach(second);
      db.delete(first);
      const next = db.Node.create({ id: 3, mark: "a" });
      await save();
      expect(await db.Node.get(3)).toBe(next);
      expect(await (flag.nodes as Links)).toEqual([]);
      db.Node.create({ mark: "d", node: third });
      await expect(save()).rejects.toThrow("Node (new) references Node#3, which is deleted.");
      expect(await read("Node", "id", "mark")).toEqual([[3, "a"]]);
    },
  );

  it("a changed row takes a deleted row's value of several columns, and of a unique index", async () => {
    const { team, ada, bea } = await twoPlayers();
    const other = db.Team.create({ name: "Rooks" });
    const first = db.Captain.create({ team });
    const second = db.Captain.create({ team: other });
    await save();
    db.delete(ada);
    bea.shirt = 1;
    db.delete(first);
    second.team = team;
    await save();
    expect(await read("Player", "nick", "shirt")).toEqual([["Bea", 1]]);
  });

  it("sets a nullable column to null, so that two rows can swap", async () => {
    const { ada, bea } = await twoPlayers();
    Object.assign(ada, { rank: 2 });
    Object.assign(bea, { rank: 1 });
    await save();
    expect(reasons()).toEqual([
      "rank is null until Player#1 has its new value",
      "changed rank",
      "changed rank",
    ]);
    expect(await read("Player", "nick", "rank")).toEqual([
      ["Ada", 2],
      ["Bea", 1],
    ]);
    expect([ada.rank, bea.rank]).toEqual([2, 1]);
  });

  it("uses an unused value for required texts and numbers", async () => {
    const { ada, bea } = await twoPlayers();
    Object.assign(ada, { nick: "Bea", shirt: 2 });
    Object.assign(bea, { nick: "Ada", shirt: 1 });
    await save();
    expect(await read("Player", "id", "nick", "shirt")).toEqual([
      [1, "Bea", 2],
      [2, "Ada", 1],
    ]);
    expect(reasons()[1]).toBe("nick is an unused value until Player#1 has its new value");
  });

  it("three rows can rotate their keys, and each is found by its new key", async () => {
    const rows = ["a", "b", "c"].map(sign => db.Mark.create({ sign, label: sign }));
    await save();
    rows.forEach((row, index) => {
      row.sign = ["b", "c", "a"][index];
    });
    await save();
    const { db: other } = openDatabase<Database>({ document, driver: place.driver });
    expect(await other.Mark.get("a")).toMatchObject({ label: "c" });
    expect(await other.Mark.get("b")).toMatchObject({ label: "a" });
    expect(await db.Mark.get("b")).toBe(rows[0]);
    expect(await db.Mark.get("c")).toBe(rows[1]);
  });

  it("a cycle is rejected if no value is unused, and nothing is written", async () => {
    const one = db.Flag.create({ on_day: "2024-01-01" });
    const two = db.Flag.create({ on_day: "2024-01-02" });
    await save();
    [one.on_day, two.on_day] = [two.on_day, one.on_day];
    await expect(db.save()).rejects.toMatchObject({
      code: "unique-circle",
      message:
        "Flag#2 and Flag#1 exchange values of on_day, and none of them can be changed first.",
    });
    const days = (await read("Flag", "id", "on_day")).map(([, day]) => day);
    expect(days).toEqual([two.on_day, one.on_day]);
  });

  it("the hint never suggests a nullable primary key", async () => {
    const [owls, rooks] = ["Owls", "Rooks"].map(name => db.Team.create({ name }));
    await save();
    if (owls && rooks) [owls.id, rooks.id] = [rooks.id, owls.id];
    await expect(db.save()).rejects.toMatchObject({
      code: "unique-circle",
      hint: "Save twice, with unused values in between.",
    });
  });

  it("a cycle is rejected if the unused value would be too long", async () => {
    const { ada, bea } = await twoPlayers();
    Object.assign(bea, { nick: "Zzzz" });
    await save();
    Object.assign(ada, { nick: "Zzzz" });
    Object.assign(bea, { nick: "Ada" });
    await expect(save()).rejects.toMatchObject({ code: "unique-circle" });
    expect(await read("Player", "nick")).toEqual([["Ada"], ["Zzzz"]]);
    bea.nick = "Bea";
    await save();
    expect(await read("Player", "nick")).toEqual([["Bea"], ["Zzzz"]]);
  });

  it("versions increase at each step", async () => {
    db.configure({ versions: { Captain: "version" } });
    const teams = ["Owls", "Rooks"].map(name => db.Team.create({ name }));
    const captain = db.Captain.create({ team: teams[0] });
    await save();
    db.delete(captain);
    const next = db.Captain.create({ team: teams[0] });
    await save();
    expect(next.version).toBe(1);
  });

  it("a row that leaves another lets it go before its key is taken", async () => {
    const old = db.Town.create({ code: "x", mayor: 1 });
    const street = db.Street.create({ town: old });
    const left = db.Street.create({ town: old });
    await save();
    db.delete(old);
    const town = db.Town.create({ code: "x", mayor: 2 });
    street.town = town;
    const built = db.Street.create({ town });
    await save();
    const rows = await openDatabase<Database>({ document, driver: place.driver }).db.Street.all();
    const codes = rows.map(({ id, town_code }) => [id, town_code]).sort();
    expect(codes).toEqual([street, left, built].map(({ id, town_code }) => [id, town_code]));
    expect(codes.map(([, code]) => code)).toEqual(["x", null, "x"]);
    expect(await db.Town.get("x")).toBe(town);
    await save();
    expect(causes).toEqual([]);
  });

  it("a new row waits for what is deleted, and that for what leaves it", async () => {
    const { team, ada, bea } = await twoPlayers();
    db.delete(team);
    db.delete(ada);
    const next = db.Team.create({ name: "Owls" });
    bea.team = next;
    await save();
    expect(await read("Player", "nick", "team_id")).toEqual([["Bea", next.id]]);
    expect(reasons()).toContain("name is an unused value until Team (new) has its new value");
  });
});
