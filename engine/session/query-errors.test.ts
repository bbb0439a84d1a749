/** Mistakes in queries: each error describes what is wrong and what to write. */
import { describe, expect, it } from "vitest";
import { noCallSites, queryFunctions } from "../query/index.ts";
import { openShop, shopDocument } from "../testing/shop/open-shop.ts";
import { openDatabase } from "./database.ts";

/** Runs code as the playground does, without type checks. */
const run = async (code: string): Promise<unknown> => {
  const functions = queryFunctions(noCallSites);
  const names = Object.keys(functions);
  const AsyncFunction = (async () => undefined).constructor as FunctionConstructor;
  const { db } = openDatabase({ document: shopDocument, driver: openShop() });
  const values = names.map(name => Reflect.get(functions, name));
  return AsyncFunction("db", ...names, `return ${code}`)(db, ...values);
};

const mistakes: readonly (readonly [string, string, string, string])[] = [
  [
    "await db.Order.where(o => o.customer_id.in(db.Customer)).all()",
    "invalid-value",
    "exactly one column",
    "db.Customer.select(row => row.id)",
  ],
  [
    "await db.Product.where(p => p.price.gt(db.Product.select(o => ({ a: o.id, b: o.price })))).all()",
    "invalid-value",
    "exactly one column",
    "select(",
  ],
  [
    "await db.Product.select(p => ({ id: p.id, all: db.Tag.select(t => t) })).all()",
    "invalid-value",
    "exactly one column",
    "select(",
  ],
  [
    "await db.Product.select(() => scalar(db.Tag)).all()",
    "invalid-value",
    "exactly one column",
    "select(",
  ],
  ["await db.Product.update({ name: db.Tag })", "invalid-value", "exactly one column", "select("],
  [
    "await db.Customer.groupBy(c => c.orders).select(c => c.id).all()",
    "not-a-condition",
    "groupBy()",
    "groupBy(",
  ],
  [
    "await db.Order.groupBy(o => o.status).select(o => ({ s: o.status, n: o.note })).all()",
    "not-grouped",
    "note may have several values",
    "min(row.note)",
  ],
  [
    "await db.Order.groupBy(o => o.customer_id).select(o => o.customer.name).all()",
    "not-grouped",
    "customer.name may have",
    "row => row.customer,",
  ],
  [
    "await db.Order.select(o => ({ s: o.status, n: count() })).all()",
    "not-grouped",
    "one row",
    "groupBy(",
  ],
  [
    "await db.Order.groupBy(o => o.status).select(o => count()).orderBy(o => o.placed).all()",
    "not-grouped",
    "placed",
    "min(row.placed)",
  ],
  [
    "await db.Order.groupBy(o => o.status).select(o => count()).having(o => o.placed.year().eq(2024)).count()",
    "not-grouped",
    "placed",
    "min(row.placed)",
  ],
  [
    "await db.Order.select(() => count()).orderBy(o => o.id).all()",
    "not-grouped",
    "id",
    "groupBy(",
  ],
  [
    "await db.Customer.groupBy(c => c.city).select(c => c.orders.count()).all()",
    "not-grouped",
    "id may have",
    "row => row.id",
  ],
  [
    "await db.Order.groupBy(o => o.customer).select(o => scalar(db.Tag.where(t => t.id.eq(o.id)).select(t => t.name))).all()",
    "not-grouped",
    "id may have",
    "min(row.id)",
  ],
  [
    "await db.Customer.groupBy(c => c.city).select(c => sum(c.born.year()).over({ orderBy: c.id })).all()",
    "not-grouped",
    "born",
    "min(",
  ],
  [
    "await db.Product.where(p => p.id.in(db.Order.groupBy(o => o.status).select(o => o.id))).all()",
    "not-grouped",
    "id may have",
    "min(",
  ],
  [
    "await db.Order.groupBy(o => o.status).select(() => max(count())).all()",
    "misplaced-aggregate",
    "max() cannot contain an aggregate",
    "db.from(",
  ],
  [
    "await db.Order.select(o => count().filter(max(o.id).gt(1))).all()",
    "misplaced-aggregate",
    "count()",
    "db.from(",
  ],
  ["await db.Order.orderBy(() => count()).all()", "misplaced-aggregate", "order", "posts.count()"],
  [
    "await db.Order.orderBy(o => max(o.id)).page({ size: 2 })",
    "misplaced-aggregate",
    "order",
    "groupBy(",
  ],
  [
    "await db.Order.select(o => o.id).orderBy(() => count().desc()).all()",
    "misplaced-aggregate",
    "order",
    "groupBy(",
  ],
  [
    "await db.Order.groupBy(() => count()).select(() => 1).all()",
    "misplaced-aggregate",
    "groupBy()",
    "db.from(",
  ],
  [
    "await db.Order.join(db.Tag, (o, t) => count().gt(t.id)).select(o => o.id).all()",
    "misplaced-aggregate",
    "a join",
    "having()",
  ],
  [
    "await db.Customer.where(c => c.orders.some(o => count().gt(1))).all()",
    "misplaced-aggregate",
    "of a relation",
    "posts.count()",
  ],
  [
    "await db.Customer.with(c => c.orders.orderBy(() => count())).all()",
    "misplaced-aggregate",
    "order",
    "count()",
  ],
  [
    "await db.Order.update(o => ({ note: max(o.note) }))",
    "misplaced-aggregate",
    "written",
    "scalar(",
  ],
  ["await db.Order.delete().returning(o => count())", "misplaced-aggregate", "returned", "scalar("],
  [
    "await db.Product.select(p => p.category).distinct().orderBy(p => p.name, p => p.price).all()",
    "not-selected",
    "Distinct rows",
    "groupBy(",
  ],
  [
    "await db.Order.select(o => o.status).distinct().orderBy(o => o.shipped).all()",
    "not-selected",
    "Distinct rows",
    "nullsLast()",
  ],
  [
    "await db.Order.groupBy(o => o.status).select(() => count()).distinct().orderBy(o => o.status).all()",
    "not-selected",
    "Distinct rows",
    "groupBy(",
  ],
  ["await db.Prodct.all()", "unknown-entity", "Prodct", "Product"],
  ["await db.Product.where({ nam: 1 }).all()", "unknown-column", "nam", "name"],
  ["await db.Product.where(p => p.prise.gt(1)).all()", "unknown-column", "prise", "price"],
  [
    "await db.Order.where(o => o.custmer.name.eq(1)).all()",
    "unknown-column",
    "custmer",
    "customer",
  ],
  ["await db.Order.select(o => o.customer.nme).all()", "unknown-column", "nme", "name"],
  ["await db.Product.update({ stok: 1 })", "unknown-column", "stok", "stock"],
  ["await db.Product.insert({ nmae: 'x' })", "unknown-column", "nmae", "name"],
  [
    "await db.Customer.where(c => c.orders.status.eq('open')).all()",
    "unknown-column",
    "status",
    "some",
  ],
  ["await db.Product.orderBy(p => p.tags.name).all()", "unknown-column", "name", "some"],
  [
    "await db.Customer.select(c => c.orders.limit(1).count()).all()",
    "unsupported",
    "limit",
    "with()",
  ],
  ["await db.Product.where(p => p.name === 'x').all()", "not-a-condition", "condition", "method"],
  ["await db.Product.where(p => p.name.eq(1)).all()", "type-mismatch", "number", "cast"],
  ["await db.Tag.select(t => t.name.substring(-2)).all()", "invalid-value", "-2", "length()"],
  ["await db.Shift.select(s => s.opens.year()).all()", "type-mismatch", "year", "date"],
  ["await db.Product.where(p => p.price.in(5)).all()", "invalid-value", "list", ""],
  ["await db.Product.where({ id: 99 }).one()", "row-not-found", "Product", ""],
  ["await db.Product.one()", "too-many-rows", "Product", "first()"],
  ["await db.Product.with(p => p.name).all()", "unknown-relation", "relation", ".with("],
  [
    "await db.Product.where({ id: 1 }).delete().returning(p => p.id.plus(p.order_items))",
    "type-mismatch",
    "a relation",
    "",
  ],
  ["(await db.Order.get(1)).customer = await db.Tag.get(1)", "not-an-entity", "Tag#1", "Customer"],
  [
    "(await db.Order.get(1)).customer = { id: 1 }",
    "not-an-entity",
    "Order.customer",
    "Await a relation first",
  ],
  ["(await db.Product.get(1)).tags.add(3)", "not-an-entity", "Product.tags", "Tag"],
  ["(await db.Product.get(1)).tags.add(undefined)", "not-an-entity", "Product.tags", "Tag"],
  ["(await db.Product.get(1)).tags.add([])", "not-an-entity", "Product.tags", "Tag"],
  ["(await db.Product.get(1)).tags.remove(undefined)", "not-an-entity", "Product.tags", "Tag"],
  [
    "(await db.Product.get(1)).tags.add(...await db.Tag.all())",
    "not-an-entity",
    "one Tag at a time",
    "set()",
  ],
  ["(await db.Product.with(p => p.tags).first()).tags.set()", "not-an-entity", "list", "set([])"],
  ["(await db.Product.with(p => p.tags).first()).tags.set(null)", "not-an-entity", "list", "set("],
  ["(await db.Product.with(p => p.tags).first()).tags.set([1])", "not-an-entity", "Tag", "loaded"],
  [
    "(await db.Product.with(p => p.tags.limit(1)).first()).tags.set([])",
    "relation-not-loaded",
    "in part",
    "Await",
  ],
  ["await db.refresh(db.Tag.create({ name: 'new' }))", "row-not-found", "has no row yet", ""],
  [
    "await db.OrderItem.delete().returning(i => i.product.name)",
    "unsupported",
    "relation",
    "query",
  ],
  ["await db.Product.limit(-1).all()", "invalid-value", "limit", ""],
  [
    "await db.Product.select(p => p.name).union(db.Tag.select(t => ({ a: t.id, b: t.name }))).all()",
    "invalid-value",
    "UNION",
    "names",
  ],
  [
    "await db.Product.select(p => ({ a: p.id })).unionAll(db.Tag.select(t => ({ b: t.id }))).all()",
    "invalid-value",
    "UNION ALL",
    "names",
  ],
  ["await db.Product.select(p => p.id).union(db.Tag).all()", "invalid-value", "UNION", "select("],
  [
    "db.Order.where({ customer: await db.Tag.where({ id: 1 }).one() }).all()",
    "not-an-entity",
    "Order.customer is a relation to Customer",
    "key",
  ],
  [
    "db.Order.where(o => o.customer.eq(db.Customer.create({ name: 'x', active: true }))).all()",
    "invalid-value",
    "no id yet",
    "Save the entity",
  ],
  ["db.Order.update({ customer: 3 })", "not-an-entity", "Order.customer", "key"],
  ["db.Order.where(o => o.customer.in(3)).all()", "invalid-value", "list of entities", ""],
  [
    "await db.OrderItem.get({ order_id: 1 })",
    "invalid-value",
    "no value for product_id",
    "order_id: …",
  ],
  ["await db.OrderItem.get([1, 1])", "invalid-value", "no value for order_id", "object"],
  [
    "await db.Product.where(p => sum(p.price).gt(1)).all()",
    "misplaced-aggregate",
    "an aggregate",
    "having()",
  ],
  [
    "await db.Product.where(p => rank().over({ orderBy: p.id }).lte(3)).all()",
    "unsupported",
    "a window function",
    "db.from",
  ],
  [
    "await db.Order.select(o => o.placed.startOf('decade')).all()",
    "invalid-value",
    "decade",
    "month",
  ],
  [
    "await db.Order.select(o => o.placed.add(1, 'fortnight')).all()",
    "invalid-value",
    "fortnight",
    "day",
  ],
  ["await db.Product.orderBy('price').all()", "invalid-value", "Expected a function", "row =>"],
  ["await db.Product.select('name').all()", "invalid-value", "Expected a function", "row =>"],
  [
    "await db.Customer.select(c => ({ of: c.orders })).all()",
    "invalid-value",
    "columns",
    "the row itself",
  ],
  [
    "await db.Order.update({ status: 'open' }).returning(o => o)",
    "invalid-value",
    "cannot return entities",
    "returning(",
  ],
  [
    "await db.Product.select(p => p.name + 'x').all()",
    "invalid-value",
    "only exists in the database",
    "concat",
  ],
  [
    "await db.Product.where(p => p.price > 1).all()",
    "invalid-value",
    "only exists in the database",
    "gt(",
  ],
  [
    "await db.Product.where(p => p.price.cast('varchar').eq(1)).all()",
    "invalid-value",
    "varchar",
    "text",
  ],
  [
    "await db.Product.where(p => p.name.contains(undefined)).all()",
    "type-mismatch",
    "a string",
    "indexOf",
  ],
  [
    "await db.Product.where(p => p.name.contains(p.category)).all()",
    "type-mismatch",
    "a string",
    "indexOf",
  ],
  ["await db.Order.where({ placed: 'yesterday' }).all()", "type-mismatch", "yesterday", "Date"],
  ["await db.Order.where({ placed: new Date(NaN) }).all()", "invalid-value", "invalid Date", ""],
  ["await db.Product.where({ price: NaN }).all()", "invalid-value", "NaN", ""],
  ["await db.Customer.where({ settings: undefined }).all()", "invalid-value", "undefined", "null"],
  ["await db.Customer.update({ settings: () => 1 })", "invalid-value", "function", "objects"],
  ["await db.Customer.update({ settings: 1n })", "invalid-value", "bigint", "objects"],
  ["await db.Product.insert()", "invalid-value", "rows", "title"],
  ["await db.Product.insert(['Lamp'])", "invalid-value", "rows", "title"],
  ["await db.Product.page()", "invalid-value", "page", ""],
  ["await db.Product.upsert({ id: 1 }, { update: 'skip' })", "invalid-value", "skip", "nothing"],
  ["await db.sql('SELECT 1')", "invalid-value", "tagged template", "parameters"],
  ["await db.Product.fromSql('SELECT 1')", "invalid-value", "tagged template", "parameters"],
  ["await db.Customer.join(c => c.orders.limit(1)).all()", "unsupported", "limit", "with()"],
  [
    "await db.from(db.Product.select(p => ({ a: p.id, A: p.name }))).select(r => r.a).all()",
    "ambiguous-name",
    "same name",
    "different name",
  ],
];

describe("a mistake", () => {
  it.each(mistakes)("%s is %s", async (code, expected, what, hint) => {
    await expect(run(code)).rejects.toMatchObject({
      code: expected,
      message: expect.stringContaining(what),
      ...(hint === "" ? {} : { hint: expect.stringContaining(hint) }),
    });
  });
});
