/** SQL without needless clauses. */
import { describe, expect, it } from "vitest";
import { dialects, print, type Statement } from "../sql/index.ts";
import { openShop, shopDocument } from "../testing/shop/open-shop.ts";
import type { Database } from "../testing/shop/shop-entities.ts";
import { functions } from "../testing/shop/suite.ts";
import { openDatabase } from "./database.ts";

const { and, avg, count, exists, max, not, scalar, sql } = functions;

type Run = (db: Database) => PromiseLike<unknown>;

/** The statements of a query in every dialect, without line breaks. */
const textsOf = async (run: Run) => {
  const statements: Statement[] = [];
  const { db } = openDatabase<Database>({
    document: shopDocument,
    driver: openShop(),
    onStatement: ({ statement }) => statement && statements.push(statement),
  });
  await run(db);
  const inDialect = (dialect: (typeof dialects)[number]) =>
    statements.map(statement => print(statement, dialect).text.replaceAll(/\s+/g, " ")).join("; ");
  return Object.fromEntries(dialects.map(dialect => [dialect.name, inDialect(dialect)]));
};

/** What the text of a query does not contain, in any dialect. */
const needless: readonly (readonly [string, RegExp, Run])[] = [
  ["a limit of one aggregate", /LIMIT/, db => db.Product.select(() => count()).one()],
  [
    "a limit of one row by its key",
    /LIMIT|FROM \(/,
    db =>
      db.Product.where({ id: 1 })
        .with(p => p.tags, { strategy: "join" })
        .one(),
  ],
  [
    "a limit of one row by a unique column",
    /LIMIT/,
    db => db.Customer.where(c => c.email.eq("ada@example.com").and(c.active)).one(),
  ],
  [
    "columns and order of what is counted",
    /name|ORDER BY/,
    db =>
      db.Product.orderBy(p => p.name)
        .limit(3)
        .count(),
  ],
  [
    "joins for columns of what is counted",
    /JOIN/,
    db =>
      db.Order.select(o => o.customer.name)
        .limit(2)
        .count(),
  ],
  [
    "columns, order and joins of what exists",
    /JOIN|ORDER BY|status/,
    db =>
      db.Product.where(() =>
        exists(db.Order.orderBy(o => o.status).select(o => o.customer.name)),
      ).all(),
  ],
  [
    "an order within IN",
    /ORDER BY/,
    db => db.Product.where(p => p.id.in(db.Tag.orderBy(t => t.name).select(t => t.id))).all(),
  ],
  [
    "a whole table as a subquery",
    /\(SELECT|\( SELECT/,
    db => db.Customer.with(c => c.orders, { strategy: "subquery" }).all(),
  ],
  [
    "a key twice in an order",
    /id, (\w+\.)?id/,
    db =>
      db.Product.with(p => p.order_items, { strategy: "subquery" })
        .orderBy(
          p => p.name,
          p => p.id,
        )
        .limit(2)
        .all(),
  ],
  ["two negations", /NOT NOT/, db => db.Product.where(p => not(not(p.stock.gt(1)))).all()],
  [
    "two negations of every row",
    /NOT NOT/,
    db => db.Product.where(p => p.tags.every(t => not(t.name.eq("x")))).all(),
  ],
  [
    "parentheses around AND within AND",
    /\(product\.|AND \(/,
    db =>
      db.Product.where(p => p.tags.some(t => and(t.name.ne("x"), t.name.ne("y"))))
        .where(p => and(p.stock.gt(1), p.price.gt(1)))
        .where({ name: "x" })
        .all(),
  ],
];

describe("the SQL is without", () => {
  it.each(needless)("%s", async (_, pattern, run) => {
    const texts = await textsOf(run);
    for (const text of Object.values(texts)) expect(text).not.toMatch(pattern);
  });
});

describe("what is needed stays", () => {
  it("keeps the order of a limited subquery", async () => {
    const { postgres } = await textsOf(db =>
      db.Product.where(p =>
        p.id.in(
          db.Tag.orderBy(t => t.name)
            .limit(1)
            .select(t => t.id),
        ),
      ).all(),
    );
    expect(postgres).toContain("ORDER BY tag.name LIMIT $1");
  });

  it("counts distinct values, groups and aggregates as rows", async () => {
    const { db } = openDatabase<Database>({ document: shopDocument, driver: openShop() });
    expect(
      await db.Product.select(p => p.category)
        .distinct()
        .orderBy(p => p.category)
        .count(),
    ).toBe(3);
    expect(
      await db.Product.select(p => p.category)
        .distinct()
        .limit(2)
        .count(),
    ).toBe(2);
    expect(
      await db.Product.groupBy(p => p.category)
        .select(() => count())
        .limit(2)
        .count(),
    ).toBe(2);
    expect(
      await db.Product.where({ id: 99 })
        .select(p => max(p.id))
        .count(),
    ).toBe(1);
    expect(
      await db.Product.where(() => exists(db.Tag.where({ id: 99 }).select(t => avg(t.id)))).count(),
    ).toBe(6);
    expect(await db.Product.where(() => exists(db.Tag.where({ id: 99 }))).count()).toBe(0);
  });

  it("finds several rows where a unique column is not fixed", async () => {
    const { db } = openDatabase<Database>({ document: shopDocument, driver: openShop() });
    const several = [
      db.Product.where(p => p.id.eq(1).or(p.id.eq(2))),
      db.Product.where(p => p.id.gt(1)),
      db.OrderItem.where({ product_id: 3 }),
      db.Product.where(p => p.id.eq(p.id)),
      db.Order.where(o => o.customer.id.eq(1)),
    ];
    for (const query of several)
      await expect(query.one()).rejects.toMatchObject({ code: "too-many-rows" });
    await expect(db.Customer.where({ email: null }).one()).resolves.toMatchObject({ id: 3 });
    await expect(db.Product.where({ id: 99 }).one()).rejects.toMatchObject({
      code: "row-not-found",
    });
  });
});

describe("work-arounds of MySQL are in its SQL alone", () => {
  it("selects the rows to write by their keys", async () => {
    const { sqlite, postgres, mysql } = await textsOf(db =>
      db.OrderItem.where(i => i.order.status.eq("cancelled")).delete(),
    );
    const chosen =
      /IN \( SELECT order_item.order_id, order_item.product_id FROM order_items AS order_item JOIN/;
    expect(sqlite).toMatch(chosen);
    expect(postgres).toMatch(chosen);
    expect(mysql).toMatch(/IN \( SELECT \* FROM \( SELECT/);
  });

  it("computes new values from the written table before the first write", async () => {
    const { sqlite, postgres } = await textsOf(db =>
      db.Employee.update(() => ({
        salary: scalar(db.Employee.select(other => max(other.salary))),
      })),
    );
    expect(sqlite).toBe(
      "UPDATE employees AS employee SET salary = computed.salary FROM ( " +
        "SELECT employee.id, ( SELECT max(employee2.salary) FROM employees AS employee2 ) AS salary " +
        "FROM employees AS employee ) AS computed WHERE employee.id = computed.id",
    );
    expect(postgres).not.toContain("FROM (");
  });

  it("reads the written table once in a limited subquery", async () => {
    const { sqlite, mysql } = await textsOf(db =>
      db.OrderItem.orderBy(i => i.product.name)
        .limit(1)
        .delete(),
    );
    expect(sqlite).not.toMatch(/FROM \(/);
    expect(mysql?.match(/FROM \(/g)).toHaveLength(1);
  });

  it("writes the first rows of one table by ORDER BY and LIMIT", async () => {
    const first = (db: Database) =>
      db.OrderItem.where(i => i.quantity.gt(1))
        .orderBy(i => i.discount.desc().nullsFirst())
        .limit(2);
    const update = await textsOf(db => first(db).update({ quantity: 5 }));
    expect(update.sqlite).toMatch(/^UPDATE .* IN \( SELECT order_item.order_id, /);
    expect(update.mysql).toBe(
      "UPDATE order_items AS order_item SET quantity = ? WHERE order_item.quantity > ? " +
        "ORDER BY order_item.discount IS NULL DESC, order_item.discount DESC LIMIT ?",
    );
    expect((await textsOf(db => first(db).delete())).mysql).toBe(
      "DELETE FROM order_items WHERE order_items.quantity > ? " +
        "ORDER BY order_items.discount IS NULL DESC, order_items.discount DESC LIMIT ?",
    );
    expect((await textsOf(db => db.OrderItem.limit(3).delete())).mysql).toBe(
      "DELETE FROM order_items LIMIT ?",
    );
  });

  it("selects the rows of a write with OFFSET, and those by raw SQL that may use the alias", async () => {
    const { mysql: skipped } = await textsOf(db => db.OrderItem.limit(3).offset(1).delete());
    expect(skipped).toMatch(/^DELETE .* IN \( SELECT \* FROM/);
    const { mysql: raw } = await textsOf(db =>
      db.OrderItem.where(() => sql<boolean>`order_item.quantity > 2`)
        .limit(3)
        .delete(),
    );
    expect(raw).toMatch(/^DELETE .* IN \( SELECT \* FROM/);
  });

  it("orders by IS NULL only where nulls are not in their place", async () => {
    const nulls = (run: Run) => textsOf(run).then(({ mysql }) => mysql?.includes("IS NULL"));
    expect(await nulls(db => db.Product.orderBy(p => p.weight.asc().nullsFirst()).all())).toBe(
      false,
    );
    expect(await nulls(db => db.Product.orderBy(p => p.weight.desc().nullsLast()).all())).toBe(
      false,
    );
    expect(await nulls(db => db.Product.orderBy(p => p.weight.asc().nullsLast()).all())).toBe(true);
    expect(await nulls(db => db.Product.orderBy(p => p.weight.desc().nullsFirst()).all())).toBe(
      true,
    );
  });
});
