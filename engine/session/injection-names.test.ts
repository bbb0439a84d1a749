/** Names of tables and columns are quoted: no name can become a part of the statement. */
import { describe, expect, it, onTestFinished } from "vitest";
import { createScript } from "../ddl/index.ts";
import type { Driver } from "../drivers/index.ts";
import type { SchemaDocument } from "../schema/index.ts";
import { type Dialect, dialects } from "../sql/index.ts";
import { everyServer } from "../testing/every-server.ts";
import { hostileTexts } from "../testing/hostile.ts";
import { documentNamed } from "../testing/hostile-names.ts";
import { openDatabase as openSqlite } from "../testing/open-database.ts";
import { openDatabase } from "./database.ts";

type Row = Readonly<Record<string, never>>;
type Lambda = (row: Row) => unknown;
type Named = Readonly<Record<"Parent" | "Child", NamedSet>> & { save(): Promise<void> };
type NamedSet = {
  create(values: Readonly<Record<string, unknown>>): object;
  insert(
    values: Readonly<Record<string, unknown>> | readonly Readonly<Record<string, unknown>>[],
  ): PromiseLike<number>;
  upsert(values: Readonly<Record<string, unknown>>): PromiseLike<number>;
  update(values: Readonly<Record<string, unknown>>): PromiseLike<number>;
  where(condition: Readonly<Record<string, unknown>> | Lambda): NamedSet;
  with(relation: Lambda, options: { readonly strategy: string }): NamedSet;
  orderBy(key: Lambda): NamedSet;
  groupBy(key: Lambda): NamedSet;
  select(shape: Lambda): NamedSet;
  all(): Promise<readonly Readonly<Record<string, unknown>>[]>;
};

const corpus = Object.entries(hostileTexts);
const strategies = ["select-in", "join", "subquery", "json"] as const;

const opened = (document: SchemaDocument, driver: Driver): Named =>
  openDatabase<never>({ document, driver }).db as Named;

type Expressions = Readonly<
  Record<string, { eq(value: unknown): unknown; count(): unknown; some(row: Lambda): unknown }>
>;

/** Uses the names in writes, in conditions over both directions of a relation, in every strategy, and as fields. */
const exerciseNames = async (document: SchemaDocument, driver: Driver, name: string) => {
  const [id, parent] = [`${name} id`, `${name} parent`];
  const [forward, reverse] = [`${name} forward`, `${name} reverse`];
  const at = (row: Row, path: string) => (row as unknown as Expressions)[path];
  const db = opened(document, driver);
  await db.Parent.insert({ [id]: 1, [name]: name });
  await db.Child.insert({ [id]: 1, [name]: "first", [parent]: 1 });
  db.Child.create({ [id]: 2, [name]: "second", [parent]: 1 });
  await db.save();
  await db.Child.upsert({ [id]: 2, [name]: "third", [parent]: 1 });
  await db.Child.where({ [id]: 1 }).update({ [name]: name });
  const loaded: unknown[] = [];
  for (const strategy of strategies) {
    const other = opened(document, driver);
    const [first] = await other.Parent.with(row => row[reverse], { strategy }).all();
    const children = first?.[reverse] as Iterable<Record<string, unknown>> | undefined;
    loaded.push([first?.[name], [...(children ?? [])].map(child => child[name]).sort()]);
    const [child] = await other.Child.where({ [id]: 1 })
      .with(row => row[forward], { strategy })
      .all();
    loaded.push((child?.[forward] as Record<string, unknown> | undefined)?.[name]);
  }
  const fields = await db.Child.where(row => at(row[forward] as never, name)?.eq(name))
    .orderBy(row => row[id])
    .select(row => ({ [name]: row[name], [`${name}.x`]: { [name]: row[id] } }))
    .all();
  const counted = await db.Parent.where(row =>
    at(row, reverse)?.some(child => at(child, name)?.eq(name)),
  )
    .groupBy(row => row[name])
    .select(row => ({ [name]: row[name] }))
    .all();
  return { loaded, fields, counted };
};

const expected = (name: string) => ({
  loaded: strategies.flatMap(() => [[name, [name, "third"].sort()], name]),
  fields: [
    { [name]: name, [`${name}.x`]: { [name]: 1 } },
    { [name]: "third", [`${name}.x`]: { [name]: 2 } },
  ],
  counted: [{ [name]: name }],
});

describe("on SQLite", () => {
  it.each(corpus)("accepts %s as the name of a table and of columns", async (_, name) => {
    const driver = openSqlite();
    const document = documentNamed(name);
    for (const { text } of createScript(document, "sqlite").value) driver.query(text);
    expect(await exerciseNames(document, driver, name)).toEqual(expected(name));
    driver.close();
  });
});

describe("a property of every JavaScript object", () => {
  const inherited = Object.getOwnPropertyNames(Object.prototype);

  it.each(inherited)("%s is accepted as the name of a table and of columns", async name => {
    const driver = openSqlite();
    const document = documentNamed(name);
    for (const { text } of createScript(document, "sqlite").value) driver.query(text);
    expect(await exerciseNames(document, driver, name)).toEqual(expected(name));
    driver.close();
  });

  it.each(inherited)("%s has no value before it is assigned", async name => {
    const driver = openSqlite();
    const document = documentNamed(name);
    for (const { text } of createScript(document, "sqlite").value) driver.query(text);
    const db = opened(document, driver);
    db.Parent.create({ [`${name} id`]: 1 });
    await db.save();
    await db.Child.insert([{ [`${name} id`]: 1 }, { [`${name} id`]: 2, [name]: "third" }]);
    const [parent] = await db.Parent.all();
    const children = await db.Child.orderBy(row => row[`${name} id`]).all();
    expect([parent, ...children].map(each => each?.[name])).toEqual([name, name, "third"]);
    driver.close();
  });

  it("is not changed by fields with its name", async () => {
    const driver = openSqlite();
    const document = documentNamed("a name");
    for (const { text } of createScript(document, "sqlite").value) driver.query(text);
    const db = opened(document, driver);
    await db.Parent.insert({ "a name id": 1 });
    for (const name of inherited) {
      const shape: Lambda = row => ({ [name]: { polluted: row["a name id"] } });
      expect(await db.Parent.select(shape).all()).toEqual([{ [name]: { polluted: 1 } }]);
    }
    expect("polluted" in {} || "polluted" in Object).toBe(false);
    driver.close();
  });
});

/** PostgreSQL cuts a name off after 63 bytes; PGlite drops a mark of byte order from values. */
const longest = 63 - " children".length;
const short = corpus.filter(
  ([, name]) => new TextEncoder().encode(name).length < longest && !name.startsWith("\ufeff"),
);

/** MySQL rejects names with characters beyond the basic plane, and its client a column named `__proto__`. */
const isTaken = (name: string, { name: dialect }: Driver["dialect"]): boolean =>
  dialect !== "mysql" || !/[\u{10000}-\u{10ffff}]|^__proto__$/u.test(name);

it.each(everyServer)(
  "accepts the names on $where",
  async ({ open }) => {
    const database = await open();
    onTestFinished(() => database.close());
    for (const [what, name] of short) {
      if (!isTaken(name, database.dialect)) continue;
      const document = documentNamed(name);
      await database.renew(
        createScript(document, database.dialect.name).value.map(({ text }) => text),
      );
      expect(await exerciseNames(document, database, name), what).toEqual(expected(name));
    }
  },
  120_000,
);

/** The text without quoted names and literals; MySQL also escapes literals with backslashes. */
const outsideQuotes = (text: string, { identifiers, name }: Dialect): string => {
  const literal = name === "mysql" ? /'(?:[^'\\]|''|\\.)*'/ : /'(?:[^']|'')*'/;
  const quoted = identifiers.quote === "`" ? /`(?:[^`]|``)*`/ : /"(?:[^"]|"")*"/;
  return text.replace(new RegExp(`${literal.source}|${quoted.source}`, "gs"), "Q");
};

describe.each(dialects)("in $label", dialect => {
  const scriptOf = (name: string): string =>
    createScript(documentNamed(name), dialect.name)
      .value.map(({ text }) => outsideQuotes(text, dialect))
      .join(";\n");

  it.each(short.filter(([, name]) => /\W/.test(name)))(
    "prints the same text outside of quotes for %s",
    (_, name) => {
      expect(scriptOf(name)).toBe(scriptOf("a name"));
    },
  );

  it.each(["", "a\0b"])("%j is refused", name => {
    expect(() => createScript(documentNamed(name), dialect.name)).toThrow(RangeError);
  });
});
