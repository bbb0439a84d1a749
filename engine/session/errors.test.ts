/** Every code has a page, and the example of the page gives the error. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { noCallSites, QueryError, queryErrorCodes, queryFunctions } from "../query/index.ts";
import { documentOf, openBlog } from "../testing/blog.ts";
import { openDatabase as openEmpty } from "../testing/open-database.ts";
import { openDatabase } from "./database.ts";

const folder = new URL("../../docs/errors/", import.meta.url);
const index = readFileSync(new URL("../../docs/errors.md", import.meta.url), "utf8");

const exampleOf = (code: string): string =>
  /```ts\n([\s\S]*?)```/.exec(readFileSync(new URL(`${code}.md`, folder), "utf8"))?.[1] ?? "";

const document = documentOf({
  users: ["name varchar(100) not null"],
  posts: ["title varchar(200) not null", "author_id not null -> users.id"],
  products: ["price decimal(10,2) not null", "version integer"],
  holidays: ["day date not null unique"],
});

const withoutKey = { records: new Map(documentOf({ logs: ["line text"] }).records) };
for (const [id, { kind }] of withoutKey.records) if (kind === "key") withoutKey.records.delete(id);

const open = (code: string) => {
  if (code === "no-primary-key") return openDatabase({ document: withoutKey, driver: openEmpty() });
  const driver = openBlog();
  driver.query(
    "CREATE TABLE products (id INTEGER PRIMARY KEY, price NUMERIC CHECK (price > 0), version INTEGER)",
  );
  driver.query("INSERT INTO products VALUES (1, 5, 1)");
  driver.query("CREATE TABLE holidays (id INTEGER PRIMARY KEY, day TEXT NOT NULL UNIQUE)");
  driver.query("INSERT INTO holidays VALUES (1, '2026-05-01'), (2, '2026-05-03')");
  return openDatabase({ document, driver });
};

/** Runs code as the playground does: in an async function that sees the database and the functions. */
const run = async (code: string, example: string): Promise<unknown> => {
  const functions = queryFunctions(noCallSites);
  const names = Object.keys(functions);
  const AsyncFunction = (async () => undefined).constructor as FunctionConstructor;
  const body = AsyncFunction("db", ...names, example);
  return body(open(code).db, ...names.map(name => Reflect.get(functions, name)));
};

describe("the errors", () => {
  it("have a page each, and no page is left over", () => {
    expect(readdirSync(folder).sort()).toEqual(
      [...queryErrorCodes].map(code => `${code}.md`).sort(),
    );
    for (const code of queryErrorCodes) expect(index).toContain(`errors/${code}.md`);
  });

  it.each(queryErrorCodes)("%s: the example of its page gives it", async code => {
    const thrown = await run(code, exampleOf(code)).then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(thrown).toBeInstanceOf(QueryError);
    expect(thrown).toMatchObject({ code });
    expect((thrown as QueryError).message).toMatch(/\.$/);
  });
});
