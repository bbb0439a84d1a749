/** Bulk writes, each with the rows that result. */
import type { Database } from "./shop-entities.ts";
import { functions, type NamedQuery, type Suite } from "./suite.ts";

const { count, max, scalar, sql, value, when } = functions;

const products: NamedQuery["then"] = db => db.Product.all();
const tags: NamedQuery["then"] = db => db.Tag.all();
const employees: NamedQuery["then"] = db => db.Employee.all();
const tag = (db: Database, id: number, name: string) => db.Tag.insert({ id, name });

export const writes: Suite = {
  "insert one": { run: db => tag(db, 9, "nine"), then: tags },
  "insert several": {
    run: db =>
      db.Tag.insert([
        { id: 8, name: "a" },
        { id: 9, name: "b" },
      ]),
    then: tags,
  },
  "insert, with values back": {
    run: db =>
      db.Tag.insert([{ id: 8, name: "a" }]).returning(t => ({ id: t.id, loud: t.name.upper() })),
  },
  "insert a selection": {
    run: db =>
      db.Tag.insert(
        db.Product.where(p => p.price.gt(50)).select(p => ({ id: p.id.plus(100), name: p.name })),
      ),
    then: tags,
  },
  "insert a computed value": {
    run: db => db.Tag.insert({ id: scalar(db.Tag.select(t => max(t.id).plus(1))), name: "next" }),
    then: tags,
  },
  "update all": { run: db => db.Product.update({ stock: 0 }), then: products },
  "update some": {
    run: db => db.Product.where(p => p.price.lt(5)).update({ stock: 7, category: "cheap" }),
    then: products,
  },
  "update by an expression": {
    run: db => db.Product.update(p => ({ stock: p.stock.times(2).plus(1) })),
    then: products,
  },
  "update to null": {
    run: db => db.Product.where({ id: 1 }).update({ weight: null }),
    then: products,
  },
  "update by a case": {
    run: db =>
      db.Product.update(p => ({ category: when(p.stock.eq(0), "sold out").otherwise(p.category) })),
    then: products,
  },
  "update over a to-one relation": {
    run: db => db.OrderItem.where(i => i.order.status.eq("shipped")).update({ quantity: 0 }),
    then: db => db.OrderItem.all(),
  },
  "update over a to-many relation": {
    run: db => db.Product.where(p => p.tags.some(t => t.name.eq("sale"))).update({ price: 1 }),
    then: products,
  },
  "update by a query": {
    run: db =>
      db.Product.update(p => ({
        stock: scalar(
          db.OrderItem.where(i => i.product_id.eq(p.id)).select(i => max(i.quantity)),
        ).coalesce(0),
      })),
    then: products,
  },
  "update over a self-reference": {
    run: db => db.Employee.where(e => e.manager.name.eq("Boss")).update({ salary: 1 }),
    then: employees,
  },
  "update by a count of the same table": {
    run: db => db.Employee.where(e => e.manager_employees.count().gt(1)).update({ salary: 1 }),
    then: employees,
  },
  "update by a query of the same table": {
    run: db =>
      db.Employee.update(e => ({
        salary: scalar(db.Employee.where(x => x.manager_id.eq(e.id)).select(() => count())),
      })),
    then: employees,
  },
  "update the first in order": {
    run: db =>
      db.Product.orderBy(p => p.price.desc())
        .limit(2)
        .update({ stock: 1 }),
    then: products,
  },
  "update, with values back": {
    run: db =>
      db.Product.where({ id: 1 })
        .update({ stock: 3 })
        .returning(p => ({ id: p.id, stock: p.stock })),
  },
  "delete some": {
    run: db => db.OrderItem.where(i => i.discount.isNotNull()).delete(),
    then: db => db.OrderItem.all(),
  },
  "delete over a relation": {
    run: db => db.OrderItem.where(i => i.order.customer.name.eq("Ada")).delete(),
    then: db => db.OrderItem.all(),
  },
  "delete the unrelated": { run: db => db.Tag.where(t => t.products.none()).delete(), then: tags },
  "delete by a query of the same table": {
    run: db => db.Employee.where(e => e.manager_employees.none()).delete(),
    then: employees,
  },
  "delete the first in order": {
    run: db =>
      db.OrderItem.orderBy(i => i.quantity.desc())
        .limit(1)
        .delete(),
    then: db => db.OrderItem.all(),
  },
  "delete the first by an expression, nulls first": {
    run: db =>
      db.OrderItem.where(i => i.quantity.lt(10))
        .orderBy(
          i => i.discount.times(2).desc().nullsFirst(),
          i => i.quantity.desc(),
        )
        .limit(2)
        .delete(),
    then: db => db.OrderItem.all(),
  },
  "delete the first by a query of the same table": {
    run: db =>
      db.Employee.where(e => e.manager_employees.none())
        .orderBy(e => e.salary.desc())
        .limit(1)
        .delete(),
    then: employees,
  },
  "delete the first by a count of related rows": {
    run: db =>
      db.Tag.where(t => t.id.gt(1))
        .orderBy(t => t.products.count())
        .limit(1)
        .delete(),
    then: tags,
  },
  "delete the first by raw SQL": {
    run: db =>
      db.OrderItem.where(i => sql<boolean>`${i.quantity} > 2`)
        .orderBy(i => i.quantity)
        .limit(1)
        .delete(),
    then: db => db.OrderItem.all(),
  },
  "delete all that share a value with the first": {
    run: db =>
      db.OrderItem.where(i =>
        i.order_id.in(
          db.OrderItem.orderBy(x => x.product_id)
            .limit(1)
            .select(x => x.order_id),
        ),
      ).delete(),
    then: db => db.OrderItem.all(),
  },
  "delete after the first": {
    run: db =>
      db.OrderItem.orderBy(
        i => i.order_id,
        i => i.product_id,
      )
        .offset(5)
        .delete(),
    then: db => db.OrderItem.all(),
  },
  "update the first by a query of the same table": {
    run: db =>
      db.Employee.where(e => e.manager_employees.count().lt(2))
        .orderBy(e => e.hired.desc())
        .limit(2)
        .update(e => ({ salary: e.manager_employees.count().plus(e.salary) })),
    then: employees,
  },
  "update the first by the column that is set": {
    run: db =>
      db.Employee.orderBy(
        e => e.manager_id.asc().nullsLast(),
        e => e.id,
      )
        .limit(3)
        .update({ manager_id: 1 }),
    then: employees,
  },
  "delete, with values back": {
    run: db =>
      db.Tag.where({ id: 3 })
        .delete()
        .returning(t => t.name),
  },
  "upsert takes what is given": {
    run: db =>
      db.Tag.upsert([
        { id: 1, name: "newer" },
        { id: 7, name: "seven" },
      ]),
    then: tags,
  },
  "upsert leaves what is there": {
    run: db =>
      db.Tag.upsert(
        [
          { id: 1, name: "newer" },
          { id: 7, name: "seven" },
        ],
        { update: "nothing" },
      ),
    then: tags,
  },
  "upsert by a unique column": {
    run: db =>
      db.Customer.upsert(
        { id: 9, name: "Countess", email: "ada@example.com", active: true },
        { by: c => c.email, update: (_, given) => ({ name: given.name }) },
      ),
    then: db => db.Customer.select(c => ({ id: c.id, name: c.name })).all(),
  },
  "update by the value behind a relation": {
    run: db => db.OrderItem.update(i => ({ quantity: i.product.stock.plus(1) })),
    then: db => db.OrderItem.all(),
  },
  "update by a value behind two relations": {
    run: db =>
      db.OrderItem.where(i => i.order.status.ne("shipped")).update(i => ({
        quantity: i.order.customer.id.coalesce(0),
      })),
    then: db => db.OrderItem.all(),
  },
  "update by the row before, as it was": {
    run: db => db.Employee.update(e => ({ salary: e.manager.salary.coalesce(e.salary).minus(1) })),
    then: db => db.Employee.all(),
  },
  "update by a query of the same table, as it was": {
    run: db =>
      db.Product.update(p => ({
        stock: scalar(db.Product.select(x => max(x.stock))).minus(p.stock),
      })),
    then: products,
  },
  "update by a column that is updated too": {
    run: db => db.Product.update(p => ({ stock: p.stock.plus(1), price: p.stock })),
    then: products,
  },
  "update columns by each other": {
    run: db => db.Customer.update(c => ({ name: c.email.coalesce("none"), email: c.name })),
    then: db => db.Customer.all(),
  },
  "update by a count": {
    run: db => db.Product.update(p => ({ stock: p.order_items.count() })),
    then: products,
  },
  "update by a condition": {
    run: db => db.Customer.update(c => ({ active: c.city.isNotNull() })),
    then: db => db.Customer.all(),
  },
  "update a date by a date": {
    run: db => db.Order.update(o => ({ shipped: o.placed.add(1, "day") })),
    then: db => db.Order.all(),
  },
  "insert links of what has none": {
    run: db =>
      db.ProductTag.insert(
        db.Product.where(p => p.tags.none()).select(p => ({ product_id: p.id, tag_id: value(3) })),
      ),
    then: db => db.ProductTag.all(),
  },
  "delete the first by a key of two": {
    run: db =>
      db.ProductTag.orderBy(l => l.product_id.desc())
        .limit(2)
        .delete(),
    then: db => db.ProductTag.all(),
  },
  "upsert where a condition holds": {
    run: db =>
      db.Tag.upsert(
        [
          { id: 1, name: "aaa" },
          { id: 2, name: "zzz" },
          { id: 9, name: "nine" },
        ],
        { where: (t, given) => t.name.lt(given.name) },
      ),
    then: tags,
  },
  "upsert where a condition on two columns holds": {
    run: db =>
      db.Product.upsert(
        [
          { id: 1, name: "dear", price: 1_000, stock: 7 },
          { id: 2, name: "cheap", price: 1, stock: 8 },
        ],
        {
          where: (p, given) => p.price.lt(given.price).and(p.stock.gt(0)),
          update: (_, given) => ({ price: given.price, name: given.name }),
        },
      ),
    then: products,
  },
  "upsert where a condition on two columns that are updated holds": {
    run: db =>
      db.Product.upsert(
        { id: 1, name: "dear", price: 1_000, stock: 7 },
        { where: (p, given) => p.price.ne(given.price).or(p.stock.ne(given.stock)) },
      ),
    then: products,
  },
  "upsert by values of the row that is there": {
    run: db =>
      db.Product.upsert(
        { id: 1, name: "more", price: 5, stock: 7 },
        { update: (p, given) => ({ stock: p.stock.plus(given.stock), price: p.stock }) },
      ),
    then: products,
  },
  "upsert a selection": {
    run: db => db.Tag.upsert(db.Product.select(p => ({ id: p.id, name: p.name }))),
    then: tags,
  },
  "upsert a union": {
    run: db =>
      db.Tag.upsert(
        db.Product.select(p => ({ id: p.id, name: p.name })).union(
          db.Employee.select(e => ({ id: e.id.plus(20), name: e.name })),
        ),
        { update: "nothing" },
      ),
    then: tags,
  },
  "upsert, with values back": {
    run: db => db.Tag.upsert({ id: 1, name: "aaa" }).returning(t => ({ id: t.id, name: t.name })),
  },
  "upsert by an expression": {
    run: db =>
      db.Product.upsert(
        { id: 1, name: "Lamp", price: 1, stock: 5 },
        { update: (p, given) => ({ stock: p.stock.plus(given.stock) }) },
      ),
    then: products,
  },
};
