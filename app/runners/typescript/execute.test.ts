import { describe, expect, it } from "vitest";
import { blogDocument, openBlog } from "../../../engine/testing/blog.ts";
import type { RunOutcome } from "../protocol.ts";
import { execute } from "./execute.ts";

const run = (code: string, keep = false, driver = openBlog()): Promise<RunOutcome> =>
  execute({
    document: blogDocument,
    driver,
    request: { code, keep },
    now: () => performance.now(),
  });

const textOf = (code: string, range: { start: number; end: number } | null | undefined) =>
  range ? code.slice(range.start, range.end) : null;

const lines = ({ lines: written }: RunOutcome) =>
  written.map(line => line.values.map(value => ("text" in value ? value.text : value.kind)));

describe("the query of the first page", () => {
  const code = [
    'const user = await db.User.where({ name: "Maciej" }).first();',
    "for (const post of await user.posts) console.log(post.title);",
  ].join("\n");

  it("reports both statements with their causes and places", async () => {
    const outcome = await run(code);
    expect(outcome.failure).toBeNull();
    expect(lines(outcome)).toEqual([["Hello"], ["Joins"]]);
    expect(outcome.statements.map(statement => statement.cause)).toEqual([
      { kind: "query", subject: "User" },
      { kind: "lazy load", subject: "User.posts" },
    ]);
    expect(outcome.statements.map(statement => textOf(code, statement.origin))).toEqual([
      "db.User",
      "user.posts",
    ]);
  });

  it("ties every clause of the SQL to its step of the query", async () => {
    const { statements } = await run(code);
    const pairs = statements[0]?.printed.spans.map(span => [
      statements[0]?.printed.text.slice(span.start, span.end),
      textOf(code, span.origin),
    ]);
    expect(pairs).toContainEqual(["WHERE user.name = ?", '.where({ name: "Maciej" })']);
    expect(pairs).toContainEqual(["LIMIT ?", ".first()"]);
    expect(pairs).toContainEqual(["users AS user", "db.User"]);
  });

  it("shows what was loaded as objects, once each", async () => {
    const [first] = (await run(code)).results;
    expect(first?.value).toMatchObject({
      kind: "list",
      items: [
        {
          label: "User#1",
          fields: [
            ["id", {}],
            ["name", {}],
            ["posts", { length: 2 }],
          ],
        },
      ],
    });
  });
});

it("ties conditions to their own words, over lines and lambdas", async () => {
  const code = [
    "await db.User",
    "  .where(u => u.posts.some(p => p.title.ne('x')))",
    "  .orderBy(u => u.name.desc())",
    "  .with(u => u.posts)",
    "  .limit(2).all();",
  ].join("\n");
  const { statements, failure } = await run(code);
  expect(failure).toBeNull();
  const pairs = (statements[0]?.printed.spans ?? []).map(span => [
    statements[0]?.printed.text.slice(span.start, span.end),
    textOf(code, span.origin),
  ]);
  expect(pairs).toContainEqual(["post.title <> ?", "p.title.ne('x')"]);
  expect(pairs).toContainEqual(["ORDER BY user.name DESC", ".orderBy(u => u.name.desc())"]);
  expect(pairs).toContainEqual(["LIMIT ?", ".limit(2)"]);
  expect(textOf(code, statements[1]?.origin)).toBe(".with(u => u.posts)");
});

describe("a preview", () => {
  const code =
    'db.User.create({ name: "Grace" }); await db.save(); console.log(await db.User.count());';

  it("is rolled back", async () => {
    const driver = openBlog();
    expect(lines(await run(code, false, driver))).toEqual([["4"]]);
    expect(driver.query("SELECT count(*) FROM users").rows).toEqual([[3]]);
  });

  it("is rolled back whole, also what the code starts and does not await", async () => {
    const driver = openBlog();
    const late = "setTimeout(() => db.save().catch(() => undefined), 5);";
    await run(`db.User.create({ name: "Late" }); ${late}`, false, driver);
    await new Promise(resolve => setTimeout(resolve, 30));
    expect(driver.query("SELECT count(*) FROM users").rows).toEqual([[3]]);
  });

  it("that is kept hands the new database over", async () => {
    const driver = openBlog();
    const outcome = await run(code, true, driver);
    expect(outcome.database?.length).toBeGreaterThan(0);
    expect(driver.query("SELECT count(*) FROM users").rows).toEqual([[4]]);
  });

  it("that fails keeps nothing, even when it was to be kept", async () => {
    const driver = openBlog();
    const outcome = await run(`${code} throw new Error("no");`, true, driver);
    expect(outcome.failure).toMatchObject({ kind: "code", message: "Error: no" });
    expect(driver.query("SELECT count(*) FROM users").rows).toEqual([[3]]);
  });
});

describe("a save", () => {
  const create = (count: number) =>
    `for (let i = 0; i < ${count}; i++) db.User.create({ name: "User " + i });\nawait db.save();`;

  it("shows a statement for each row, as the embedded database runs it", async () => {
    const { statements, failure } = await run(create(3));
    expect(failure).toBeNull();
    expect(statements.map(({ printed }) => printed.text)).toEqual([
      "SAVEPOINT level_1",
      ...Array.from({ length: 3 }, () => "INSERT INTO users (name)\nVALUES (?)"),
      "RELEASE SAVEPOINT level_1",
    ]);
    expect(statements.slice(1, -1)).toMatchObject(
      [0, 1, 2].map(index => ({
        cause: { kind: "flush", subject: "insert User (new): new" },
        printed: { parameters: [`User ${index}`] },
        statement: { kind: "insert" },
        changes: 1,
      })),
    );
  });

  it("shows the first statements of a large save, with the totals of all", async () => {
    const driver = openBlog();
    const { statements, totals, failure } = await run(create(1200), true, driver);
    expect(failure).toBeNull();
    expect(statements).toHaveLength(1000);
    expect(totals).toMatchObject({ changes: 1200 });
    expect(totals.statements).toBeGreaterThanOrEqual(1200);
    expect(driver.query("SELECT count(*) FROM users").rows).toEqual([[1203]]);
  });

  it("is stopped at the limit of statements that write, and nothing of it is kept", async () => {
    const driver = openBlog();
    const { totals, failure } = await run(create(100_001), true, driver);
    expect(failure).toMatchObject({ kind: "stopped", code: "too-many-statements" });
    expect(failure?.message).toBe("Stopped after 100,000 written rows.");
    expect(totals.changes).toBe(100_000);
    expect(driver.query("SELECT count(*) FROM users").rows).toEqual([[3]]);
  });
});

it("ties the SQL of a get to the code", async () => {
  const code = "await db.User.get(1);";
  const { statements } = await run(code);
  const [statement] = statements;
  expect(textOf(code, statement?.origin)).toBe("db.User.get(1)");
  expect(statement?.rows).toEqual([[1, "Maciej"]]);
  const pairs = statement?.printed.spans.map(span => [
    statement.printed.text.slice(span.start, span.end),
    textOf(code, span.origin),
  ]);
  expect(pairs).toContainEqual(["WHERE user.id = ?", ".get(1)"]);
});

describe("what goes wrong", () => {
  it.each([
    ["a syntax error", "await db.User.where(", "syntax", null],
    [
      "an unknown column",
      'await db.User.where({ nam: "x" }).all();',
      "unknown-column",
      '.where({ nam: "x" })',
    ],
    [
      "an unknown column in a lambda",
      "await db.User.where(u => u.nam.eq(1)).all();",
      "unknown-column",
      "u.nam",
    ],
    ["a missing condition", "await db.User.where().all();", "not-a-condition", ".where()"],
    ["an unknown entity", "await db.Usr.all();", "unknown-entity", "db.Usr"],
    [
      "a relation that is not loaded",
      "const u = await db.User.get(1);\nu.posts.length;",
      "relation-not-loaded",
      "u.posts",
    ],
    ["nothing found", "const u = await db.User.get(9);\nu.posts;", "TypeError", "u.posts"],
    ["a thrown error", 'throw new Error("oh");', "Error", 'new Error("oh")'],
    ["an import", 'import fs from "fs";', "no-import", 'import fs from "fs";'],
    ["a dynamic import", 'await import("fs");', "no-import", "import"],
    [
      "a thousand statements",
      "for (let i = 0; i < 2000; i++) await db.User.count();",
      "too-many-statements",
      null,
    ],
    [
      "what the database refuses",
      'db.User.create({ id: 1, name: "x" });\nawait db.save();',
      "unique-violation",
      "db.save()",
    ],
  ])("%s is reported at its place", async (_, code, expected, place) => {
    const { failure } = await run(code);
    expect(failure?.code).toBe(expected);
    if (place !== null) expect(textOf(code, failure?.origin)).toBe(place);
  });

  it("an endless loop is stopped at its place", async () => {
    const { failure } = await run("let i = 0;\nwhile (true) i++;");
    expect(failure).toMatchObject({ kind: "stopped", code: "too-long" });
    expect(textOf("let i = 0;\nwhile (true) i++;", failure?.origin)).toBe("while (true) ");
  });
});

describe("values that are hard to show", () => {
  it.each([
    ["an invalid date", "console.log({ at: new Date(NaN) })", "Invalid Date"],
    ["a getter that throws", 'console.log({ get at() { throw new Error("no"); } })', "Error: no"],
    [
      "a getter that throws no text",
      "console.log({ get at() { throw Object.create(null); } })",
      "",
    ],
    ["a proxy that throws", "console.log(new Proxy({}, { ownKeys() { throw 1; } }))", "cannot"],
    ["an error without a text", "const e = new Error(); e.name = Symbol(); console.log(e)", ""],
    ["an array with its own slice", "const a = [1]; a.slice = 1; console.log(a)", "cannot"],
  ])("%s is part of the result", async (_, code, expected) => {
    const outcome = await run(code);
    expect(outcome.failure).toBeNull();
    expect(JSON.stringify(outcome.lines)).toContain(expected);
  });

  it("an object with a function as its class name has a plain label", async () => {
    const { lines: written } = await run("console.log({ constructor: { name: () => 1 } })");
    expect(written[0]?.values[0]).toMatchObject({ label: "Object" });
  });
});

describe("thrown values", () => {
  it.each([
    "throw Object.create(null);",
    "throw { toString() { throw 1; } };",
    "const e = new Error(); Object.defineProperty(e, 'message', { get() { throw 1; } }); throw e;",
    "const e = new Error(); e.name = Object.create(null); throw e;",
    "throw new Proxy({}, { getPrototypeOf() { throw 1; } });",
  ])("of any kind fail the run: %s", async code => {
    const { failure } = await run(code);
    expect(failure?.kind).toBe("code");
    expect(typeof failure?.message).toBe("string");
  });
});

describe("raw SQL that ends the transaction", () => {
  it.each(["COMMIT", "ROLLBACK"])("by %s fails no preview", async word => {
    const { failure } = await run(`await db.sql\`${word}\`;`);
    expect(failure).toBeNull();
  });

  it("and starts another one fails no preview", async () => {
    const { failure } = await run("await db.sql`COMMIT`; await db.sql`BEGIN`;");
    expect(failure).toBeNull();
  });
});

it("a constraint that fails at the end of the run is a failure of the run", async () => {
  const driver = openBlog();
  const code =
    "await db.sql`PRAGMA defer_foreign_keys = ON`; await db.Post.create({ title: 'x' });";
  const write = "await db.sql`INSERT INTO posts (title, author_id) VALUES ('x', 99)`;";
  const outcome = await run(`${code.split(";")[0]}; ${write}`, true, driver);
  expect(outcome).toMatchObject({ kept: false, database: null, failure: { kind: "database" } });
  expect(driver.query("SELECT count(*) FROM posts WHERE author_id = 99").rows).toEqual([[0]]);
});

describe("instrumented code", () => {
  it.each([
    ["new with a member", 'new Intl.NumberFormat("en").format(1234)', "1,234"],
    ["new with a longer chain", "const a = { b: { C: class { x = 1 } } }; new a.b.C().x", "1"],
    ["new without arguments", "const a = { B: class { x = 2 } }; (new a.B).x", "2"],
    ["new in parentheses", "(new (class { x = 3 })).x", "3"],
    ["new of a call", "const f = () => ({ B: class { x = 4 } }); new (f().B)().x", "4"],
    ["new with a computed name", 'const a = { B: class { x = 5 } }; new a["B".trim()]().x', "5"],
    ["new with a comment", "new Array(/* none */).length", "0"],
    ["a chain that ends early", "const a = null; String(a?.b!.c)", "undefined"],
    ["an enum", "const o = { x: 6 }; enum E { A = o.x } E.A", "6"],
    ["a parameter property", "class A { constructor(private x = [7].at(0)) {} } new A()['x']", "7"],
    ["new.target", "class A { n = new.target?.name ?? 'none' } new A().n", "none"],
    ["a tagged template", "String.raw`a`.length", "1"],
    ["a super call", "class A extends Array { constructor() { super(); } } new A().length", "0"],
  ])("means the same: %s", async (_, code, expected) => {
    const statements = code.split(/(?<=[;}]) (?=[^;]*$)/);
    const last = statements.pop() ?? "";
    const outcome = await run(`${statements.join(" ")}\nconsole.log(${last});`);
    expect(outcome.failure).toBeNull();
    expect(lines(outcome)).toEqual([[expected]]);
  });

  it.each([
    'enum E { A = import("x") }',
    'class A { constructor(private x = import("x")) {} }',
    'const f = () => 1; (import("x"), f)<string>;',
  ])("imports nothing: %s", async code => {
    expect((await run(code)).failure?.code).toBe("no-import");
  });
});

it("erases types and leaves the meaning of the code alone", async () => {
  const code = [
    "interface Named { name: string }",
    "const names = (users: Named[]): string[] => users.map((u: Named) => u.name as string);",
    "const users = (await db.User.all()) as Named[];",
    "console.log(names(users).join(), users?.[9]?.name.length, [...names(users)].length, Math.max(...[1, 2]));",
    "class A { #x = 1; get x() { return this.#x; } static make() { return new A(); } }",
    "console.log(A.make().x, String(users.length), new Date(0).getTime());",
    "const o = { a: { b: 1 } }; o.a.b += 1; delete o.a.b; console.log(JSON.stringify(o));",
  ].join("\n");
  const outcome = await run(code);
  expect(outcome.failure).toBeNull();
  expect(lines(outcome)).toEqual([
    ["Maciej,Ada,Linus", "undefined", "3", "2"],
    ["1", "3", "0"],
    ['{"a":{}}'],
  ]);
});
