/** Whole rows in selections, which become entities: named, and the same everywhere. */
import { functions, type Suite } from "./suite.ts";

const { count, max } = functions;

export const wholeRows: Suite = {
  "an entity with a count": {
    run: db => db.Customer.select(c => ({ customer: c, orders: c.orders.count() })).all(),
  },
  "an entity with what its group has": {
    run: db =>
      db.Customer.join(c => c.orders)
        .groupBy(c => c.id)
        .select((c, o) => ({ customer: c, orders: count(), last: max(o.placed) }))
        .all(),
  },
  "groups by the entity at the end of a relation": {
    run: db =>
      db.Order.groupBy(o => o.customer)
        .select(o => ({ customer: o.customer, orders: count() }))
        .all(),
  },
  "what is the same in all rows of a group": {
    run: db =>
      db.Order.groupBy(o => o.customer)
        .select(o => ({ name: o.customer.name, orders: count() }))
        .all(),
    means:
      "SELECT name, count(*) FROM orders JOIN customers ON customers.id = customer_id GROUP BY customers.id",
  },
  "groups by an entity that may be missing": {
    run: db =>
      db.Employee.groupBy(e => e.manager)
        .select(e => ({ manager: e.manager.name, below: count() }))
        .all(),
    means:
      "SELECT m.name, count(*) FROM employees e LEFT JOIN employees m ON m.id = e.manager_id GROUP BY m.id",
  },
  "groups by an entity with a key of several columns, and by a value": {
    run: db =>
      db.Order.join(o => o.order_items)
        .groupBy(
          (_, item) => item,
          o => o.status,
        )
        .select((o, item) => ({ item, status: o.status, rows: count() }))
        .all(),
    means:
      "SELECT discount, order_id, product_id, quantity, status, 1 FROM order_items JOIN orders ON orders.id = order_id",
  },
  "two entities of a row": {
    run: db =>
      db.Order.where({ status: "open" })
        .select(o => ({ order: o, by: { who: o.customer } }))
        .all(),
  },
  "an entity alone": {
    run: db =>
      db.Employee.leftJoin(e => e.manager_employees)
        .select((e, below) => ({ name: e.name, below }))
        .all(),
  },
  "an entity behind a key that may be null": {
    run: db => db.Employee.select(e => ({ id: e.id, manager: e.manager })).all(),
  },
  "entities as all that is selected": {
    run: db =>
      db.Order.join(o => o.order_items)
        .select((_, item) => item)
        .all(),
    means: "SELECT order_id, product_id, quantity, discount FROM order_items",
  },
  "entities by another way, each once": {
    run: db =>
      db.Order.where({ status: "open" })
        .select(o => o.customer)
        .distinct()
        .all(),
  },
  "entities of several queries": {
    run: db =>
      db.Product.where({ category: "home" })
        .select(p => p)
        .union(db.Product.where(p => p.price.lt(10)).select(p => p))
        .all(),
  },
  "how many entities of several queries": {
    run: async db => [
      await db.Product.where({ category: "home" })
        .select(p => p)
        .unionAll(db.Product.where(p => p.price.lt(50)).select(p => p))
        .count(),
    ],
    means: "SELECT 3 + 4",
  },
  "from a selection of entities": {
    run: db =>
      db
        .from(db.Order.select(o => ({ order: o, city: o.customer.city })))
        .where(r => r.order.status.eq("open"))
        .select(r => ({ id: r.order.id, city: r.city }))
        .all(),
    means:
      "SELECT orders.id, city FROM orders JOIN customers ON customers.id = customer_id WHERE status = 'open'",
  },
  "with values that are kept otherwise": {
    run: db => db.Shift.select(s => ({ shift: s, paid: s.paid })).all(),
  },
  "with relations that are loaded too": {
    run: async db => {
      const query = db.Customer.with(c => c.orders.with(o => o.order_items));
      const rows = await query.select(c => ({ customer: c, orders: c.orders.count() })).all();
      return rows.map(({ customer, orders }) => [
        customer.id,
        orders,
        customer.orders.map(order => order.order_items.length),
      ]);
    },
  },
};
