/** Members that a part of a query does not have: the error names what there is. */
import { describe, expect, it } from "vitest";
import { noCallSites, queryFunctions } from "../query/index.ts";
import { openShop, shopDocument } from "../testing/shop/open-shop.ts";
import { openDatabase } from "./database.ts";

/** Runs code as JavaScript users write it. */
const run = async (code: string): Promise<unknown> => {
  const functions = queryFunctions(noCallSites);
  const names = Object.keys(functions);
  const AsyncFunction = (async () => undefined).constructor as FunctionConstructor;
  const { db } = openDatabase({ document: shopDocument, driver: openShop() });
  const values = names.map(name => Reflect.get(functions, name));
  return AsyncFunction("db", ...names, `return ${code}`)(db, ...values);
};

const unknown = "unknown-method";

const mistakes: readonly (readonly [code: string, error: string, message: string, hint: string])[] =
  [
    ["db.Product.where(p => p.name.equals('x'))", unknown, 'An expression has no "equals"', "eq()"],
    ["db.Product.where(p => p.name.contain('x'))", unknown, "contain", '"contains"'],
    ["db.Product.orderBy(p => p.price.nullsLast())", unknown, "nullsLast", "asc().nullsLast()"],
    ["db.Product.orderBy(p => p.price.desc().nullLast())", unknown, "An order", '"nullsLast"'],
    ["db.Product.select(p => p.price.sum())", unknown, "sum", "sum(p.price)"],
    ["db.Product.where(p => p.price.qqqqqqqqqq(1))", unknown, "qqqqqqqqqq", ""],
    ["db.Product.groupBy(p => p.category).all()", unknown, "A query for groups", "select("],
    [
      "db.Product.groupBy(p => p.category).where(p => p.id.gt(1))",
      unknown,
      "where",
      "before groupBy()",
    ],
    ["db.Product.select(p => p.id).fetch({ size: 1 })", unknown, "A query for values", ""],
    ["db.Product.select(p => p.id).where(p => p.id.gt(1))", unknown, "where", "db.from(selection)"],
    ["db.Product.having(p => p.id.gt(1))", unknown, "having", "groupBy("],
    ["db.Product.orderby(p => p.id)", unknown, "orderby", '"orderBy"'],
    ["db.Product.limit(1).insert({ name: 'x' })", unknown, "insert", "db.User"],
    ["db.Product.where({ id: 1 }).map(p => p.name)", unknown, "map", "await"],
    ["(await db.Product.where({ id: 1 })).length", unknown, "length", "all()"],
    ["[...db.Product.where({ id: 1 })]", unknown, "not a list", "all()"],
    ["db.Product.join(p => p.tags).all()", unknown, "joined rows", "select("],
    ["db.Customer.with(c => c.orders.orderBy(o => o.id).skip(1))", unknown, "Customer.orders", ""],
    ["db.Customer.where(c => c.orders.length.gt(1))", unknown, "Customer.orders", "count()"],
    [
      "db.Customer.where(c => c.orders.status.eq('open'))",
      "unknown-column",
      "a list of rows",
      "some(row => row.status",
    ],
    ["(await db.Product.page({ size: 2 })).map(p => p.id)", unknown, "A page", "page.items"],
    ["[...(await db.Product.page({ size: 2 }))]", unknown, "not a list", "page.items"],
    ["db.Product.where(p => p.labels.some())", "unknown-column", "labels", "tags (Tag)"],
    ["db.Product.where(p => p.nmae.eq('x'))", "unknown-column", "nmae", '"name"'],
    [
      "db.Order.with(o => o.customer.with(c => c.orders))",
      "unknown-column",
      "with",
      "row => row.customer",
    ],
    ["db.Order.where(o => o.customer.some(c => c.active))", "unknown-column", "some", "one row"],
    [
      "db.Product.join(p => p.tags).select((p, t) => count(t))",
      "invalid-value",
      "a row",
      "count(p.id)",
    ],
    ["db.Order.where(o => o.customer_id.eq(o.customer))", "type-mismatch", "a row", "u.id"],
    [
      "db.Order.where({ customer_id: await db.Customer.get(1) })",
      "type-mismatch",
      "an entity",
      "p.author.eq(user)",
    ],
    [
      "db.Order.where(o => o.customer_id.eq(db.Customer.first()))",
      "type-mismatch",
      "a promise",
      "Await",
    ],
    [
      "db.Customer.update({ settings: db.Customer.first() })",
      "invalid-value",
      "a promise",
      "Await",
    ],
    ["db.Customer.orderBy(c => c.orders).all()", "not-a-condition", "", "u.posts.count()"],
    [
      "db.Product.join(db.Tag).select((p, t) => t.id)",
      "not-a-condition",
      "Joining Tag",
      "p => p.tags",
    ],
  ];

describe("a member that does not exist", () => {
  it.each(mistakes)("%s is %s", async (code, expected, message, hint) => {
    await expect(run(code)).rejects.toMatchObject({
      name: "QueryError",
      code: expected,
      message: expect.stringContaining(message),
      ...(hint === "" ? {} : { hint: expect.stringContaining(hint) }),
    });
  });
});

describe("a look at the kind of a value", () => {
  it("finds no promise, and prints queries and expressions", async () => {
    const { db } = openDatabase<{ readonly Product: { where(match: object): object } }>({
      document: shopDocument,
      driver: openShop(),
    });
    const query = db.Product.where({ id: 1 });
    expect(await query).toBe(query);
    expect(JSON.stringify({ query })).toBe('{"query":{}}');
    expect(String(query)).toBe("[object Object]");
    expect(Object.keys(query)).toEqual([]);
  });

  it("may test the members of a page, which is data", async () => {
    const code = "[(await db.Product.page({ size: 1 }))].map(p => (p.rows ?? p.items).length)";
    expect(await run(code)).toEqual([1]);
  });
});

it("reads a property that a page does not have as undefined", async () => {
  expect(await run("(await db.Product.page({ size: 2 })).rows ?? 'none'")).toBe("none");
});

describe("values that match rows of a relation", () => {
  it.each([
    [
      "where",
      "db.Customer.select(c => c.orders.where({ status: 'open' }).count()).orderBy(c => c.id).all()",
      [1, 1, 0, 0, 0],
    ],
    [
      "some",
      "db.Customer.where(c => c.orders.some({ status: ['open'], note: null })).select(c => c.id).all()",
      [2],
    ],
    [
      "none",
      "db.Customer.where(c => c.orders.none({ status: 'open' })).select(c => c.id).orderBy(c => c.id).all()",
      [3, 4, 5],
    ],
    [
      "every",
      "db.Customer.where(c => c.orders.every({ note: null })).select(c => c.id).orderBy(c => c.id).all()",
      [3, 5],
    ],
    [
      "count",
      "db.Customer.select(c => c.orders.count({ status: 'shipped' })).orderBy(c => c.id).all()",
      [1, 1, 0, 0, 0],
    ],
  ])("%s", async (_, code, expected) => {
    expect(await run(code)).toEqual(expected);
  });

  it("loads a part of it", async () => {
    const loaded =
      "(await db.Customer.with(c => c.orders.where({ status: 'open' })).get(1)).orders.length";
    const code = loaded.replace(".get(1)", ".where({ id: 1 }).one()");
    expect(await run(code)).toBe(1);
  });
});
