/** Joins, set operations and common table expressions. */
import { functions, type Suite } from "./suite.ts";

const { and, count, sum, value } = functions;

export const joins: Suite = {
  "inner join of a relation": {
    run: db =>
      db.Customer.join(c => c.orders)
        .select((c, o) => ({ name: c.name, order: o.id }))
        .all(),
  },
  "left join of a relation": {
    run: db =>
      db.Customer.leftJoin(c => c.orders)
        .select((c, o) => ({ name: c.name, order: o.id }))
        .all(),
  },
  "left join of many to many": {
    run: db =>
      db.Product.leftJoin(p => p.tags)
        .select((p, t) => ({ product: p.id, tag: t.name }))
        .all(),
  },
  "two joins": {
    run: db =>
      db.Customer.join(c => c.orders)
        .join((_, o) => o.order_items)
        .select((c, o, i) => ({ c: c.id, o: o.id, p: i.product.name }))
        .all(),
  },
  "join of an entity by a condition": {
    run: db =>
      db.Employee.join(db.Employee, (e, other) => and(e.salary.eq(other.salary), e.id.lt(other.id)))
        .select((e, other) => ({ a: e.name, b: other.name }))
        .all(),
  },
  "left join and group": {
    run: db =>
      db.Customer.leftJoin(c => c.orders)
        .groupBy(
          c => c.id,
          c => c.name,
        )
        .select((c, o) => ({ name: c.name, n: count(o.id) }))
        .all(),
  },
  "left join where nothing is": {
    run: db =>
      db.Customer.leftJoin(c => c.orders)
        .where((_, o) => o.id.isNull())
        .select(c => c.name)
        .all(),
  },
  "join of a selection": {
    run: db => {
      const spent = db.OrderItem.groupBy(i => i.order_id).select(i => ({
        order: i.order_id,
        pieces: sum(i.quantity),
      }));
      return db.Order.join(spent, (o, s) => s.order.eq(o.id))
        .select((o, s) => ({ id: o.id, status: o.status, pieces: s.pieces }))
        .all();
    },
  },
  "a self-reference": {
    run: db => db.Employee.select(e => ({ name: e.name, boss: e.manager.name })).all(),
  },
  "a self-reference twice": {
    run: db => db.Employee.select(e => ({ name: e.name, top: e.manager.manager.name })).all(),
  },
  "a filter over a self-reference": {
    run: db =>
      db.Employee.where(e => e.manager.salary.gt(e.salary.times(1.5)))
        .select(e => e.name)
        .all(),
  },
  union: {
    run: db =>
      db.Product.select(p => ({ name: p.name }))
        .union(db.Tag.select(t => ({ name: t.name })))
        .all(),
  },
  "union all": {
    run: db =>
      db.Tag.select(t => ({ id: t.id }))
        .unionAll(db.Tag.select(t => ({ id: t.id })))
        .all(),
  },
  intersect: {
    run: db =>
      db.Product.select(p => ({ id: p.id }))
        .intersect(db.Tag.select(t => ({ id: t.id })))
        .all(),
  },
  except: {
    run: db =>
      db.Product.select(p => ({ id: p.id }))
        .except(db.Tag.select(t => ({ id: t.id })))
        .all(),
  },
  "union in order, cut": {
    ordered: true,
    run: db =>
      db.Product.select(p => ({ name: p.name }))
        .union(db.Tag.select(t => ({ name: t.name })))
        .orderBy(r => r.name.desc())
        .limit(3)
        .all(),
  },
  "union of cut parts": {
    run: db =>
      db.Product.orderBy(p => p.price)
        .limit(1)
        .select(p => ({ name: p.name }))
        .union(
          db.Product.orderBy(p => p.price.desc())
            .limit(1)
            .select(p => ({ name: p.name })),
        )
        .all(),
  },
  "three together": {
    run: db =>
      db.Tag.select(t => ({ id: t.id }))
        .union(db.Order.select(o => ({ id: o.id })))
        .except(db.Employee.where({ id: 5 }).select(e => ({ id: e.id })))
        .all(),
  },
  "a common table": {
    run: db => {
      const open = db.commonTable(
        "open_orders",
        db.Order.where({ status: "open" }).select(o => ({ id: o.id, customer: o.customer_id })),
      );
      return db
        .from(open)
        .join(db.Customer, (o, c) => c.id.eq(o.customer))
        .select((o, c) => ({ order: o.id, name: c.name }))
        .all();
    },
  },
  "a common table twice": {
    run: db => {
      const prices = db.commonTable(
        "prices",
        db.Product.select(p => ({ id: p.id, price: p.price })),
      );
      return db
        .from(prices)
        .join(prices, (a, b) => a.price.lt(b.price))
        .select((a, b) => ({ a: a.id, b: b.id }))
        .all();
    },
  },
  "a common table of a common table": {
    run: db => {
      const dear = db.commonTable(
        "dear",
        db.Product.where(p => p.price.gt(15)).select(p => ({ id: p.id, price: p.price })),
      );
      const dearest = db.commonTable(
        "dearest",
        db
          .from(dear)
          .where(d => d.price.gt(50))
          .select(d => ({ id: d.id })),
      );
      return db
        .from(dearest)
        .select(d => d.id)
        .all();
    },
  },
  "a tree by recursion": {
    run: db => {
      const tree = db.recursiveTable(
        "tree",
        db.Employee.where(e => e.manager_id.isNull()).select(e => ({
          id: e.id,
          depth: value(0).cast("integer"),
        })),
        self =>
          db
            .from(self)
            .join(db.Employee, (t, e) => e.manager_id.eq(t.id))
            .select((t, e) => ({ id: e.id, depth: t.depth.plus(1) })),
      );
      return db
        .from(tree)
        .select(t => ({ id: t.id, depth: t.depth }))
        .all();
    },
  },
  "a circle by recursion": {
    run: db => {
      const bought = db.recursiveTable(
        "bought",
        db.Product.where({ name: "Pen" }).select(p => ({ id: p.id })),
        self =>
          db
            .from(self)
            .join(db.OrderItem, (b, item) => item.product_id.eq(b.id))
            .join(db.OrderItem, (_, item, other) => other.order_id.eq(item.order_id))
            .select((_, __, other) => ({ id: other.product_id })),
        { distinct: true },
      );
      return db
        .from(bought)
        .select(b => b.id)
        .all();
    },
    means: "SELECT 3 UNION ALL SELECT 1 UNION ALL SELECT 6",
  },
  "a derived table in groups": {
    run: db =>
      db
        .from(db.Order.select(o => ({ year: o.placed.year() })))
        .groupBy(o => o.year)
        .select(o => ({ year: o.year, n: count() }))
        .all(),
  },
};
