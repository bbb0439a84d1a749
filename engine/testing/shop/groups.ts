/** Groups, distinct rows in the order of other values, and recursions whose values grow. */
import { functions, type Suite } from "./suite.ts";

const { avg, count, max, min, rank, scalar, sum, textList, value } = functions;

/** Longer than the column that the recursion begins with. */
const LONG = " > ".repeat(100);

export const groups: Suite = {
  "columns of a row that is grouped by": {
    run: db =>
      db.Order.groupBy(o => o.customer)
        .select(o => ({ name: o.customer.name, city: o.customer.city, orders: count() }))
        .having(o => o.customer.name.ne("Zoë"))
        .orderBy(o => o.customer.city.asc().nullsFirst())
        .all(),
    means: `SELECT c.name, c.city, count(*) FROM orders o JOIN customers c ON c.id = o.customer_id
      WHERE c.name <> 'Zoë' GROUP BY c.id`,
  },
  "a calculation with keys of the group": {
    run: db =>
      db.Product.groupBy(p => p.category)
        .select(p => ({ of: p.category.coalesce("none").upper(), most: max(p.price).times(2) }))
        .all(),
    means:
      "SELECT upper(coalesce(category, 'none')), max(price) * 2 FROM products GROUP BY category",
  },
  "a relation of a row that is grouped by": {
    run: db =>
      db.Order.groupBy(o => o.customer)
        .select(o => ({ name: o.customer.name, all: o.customer.orders.count(), own: count() }))
        .all(),
    means: `SELECT c.name, count(*), count(*) FROM orders o JOIN customers c ON c.id = o.customer_id GROUP BY c.id`,
  },
  "a subquery over the key of the group": {
    run: db =>
      db.OrderItem.groupBy(i => i.product_id)
        .select(i => ({
          product: scalar(db.Product.where(p => p.id.eq(i.product_id)).select(p => p.name)),
          sold: sum(i.quantity),
        }))
        .all(),
    means: `SELECT (SELECT name FROM products WHERE id = product_id), sum(quantity)
      FROM order_items GROUP BY product_id`,
  },
  "windows over groups": {
    run: db =>
      db.Order.groupBy(o => o.status)
        .select(o => ({
          status: o.status,
          place: rank().over({ orderBy: count().desc() }),
          share: sum(count()).over(),
        }))
        .all(),
    means: `SELECT status, rank() OVER (ORDER BY count(*) DESC), sum(count(*)) OVER ()
      FROM orders GROUP BY status`,
  },
  "lists of texts in an order": {
    run: db =>
      db.Product.groupBy(p => p.category)
        .select(p => ({
          of: p.category,
          dearest: textList(p.name, " > ", { orderBy: [p.price.desc(), p.id] }),
          light: textList(p.name, ",", { orderBy: [p.weight.asc().nullsLast(), p.id] }).filter(
            p.stock.gt(1),
          ),
        }))
        .all(),
    means: `SELECT NULL, 'Mystery box', NULL
      UNION ALL SELECT 'home', 'Desk > Chair > Lamp', 'Lamp,Desk'
      UNION ALL SELECT 'office', 'Paper > Pen', 'Pen,Paper'`,
  },
  "aggregates of all rows": {
    run: db => db.Product.select(() => ({ n: count(), one: value(1) })).all(),
    means: "SELECT 6, 1",
  },
  "an aggregate of aggregates": {
    run: db => {
      const counts = db.Order.groupBy(o => o.customer_id).select(() => ({ n: count() }));
      return db
        .from(counts)
        .select(c => ({ most: max(c.n), mean: avg(c.n) }))
        .all();
    },
    means: "SELECT max(n), avg(n) FROM (SELECT count(*) AS n FROM orders GROUP BY customer_id)",
  },
  "distinct entities in the order of a related column": {
    ordered: true,
    run: db =>
      db.Order.distinct()
        .orderBy(
          o => o.customer.name.desc(),
          o => o.id,
        )
        .all(),
    means: `SELECT o.* FROM orders o JOIN customers c ON c.id = o.customer_id ORDER BY c.name DESC, o.id`,
  },
  "count of distinct entities": {
    run: async db => [
      await db.Order.distinct()
        .where(o => o.customer.active)
        .count(),
    ],
    means: "SELECT 5",
  },
  "distinct values in the order of others": {
    ordered: true,
    run: db =>
      db.Product.select(p => p.category)
        .distinct()
        .orderBy(p => p.price)
        .all(),
    means: "SELECT category FROM products GROUP BY category ORDER BY min(price)",
  },
  "distinct values in the descending order of others, cut": {
    ordered: true,
    run: db =>
      db.Product.select(p => ({ of: p.category, sign: p.stock.sign() }))
        .distinct()
        .orderBy(p => p.price.desc())
        .limit(2)
        .all(),
    means: `SELECT category, sign(stock) FROM products GROUP BY 1, 2 ORDER BY max(price) DESC LIMIT 2`,
  },
  "distinct values, first by one of them": {
    ordered: true,
    run: db =>
      db.Order.select(o => ({ status: o.status, by: o.customer_id }))
        .distinct()
        .orderBy(
          o => o.status.desc(),
          o => o.placed,
          o => o.customer_id,
        )
        .all(),
    means: `SELECT status, customer_id FROM orders GROUP BY 1, 2
      ORDER BY status DESC, min(placed), customer_id`,
  },
  "distinct values in the order of others that may be null": {
    ordered: true,
    run: db =>
      db.Order.select(o => o.customer_id)
        .distinct()
        .orderBy(
          o => o.shipped.desc().nullsLast(),
          o => o.customer_id,
        )
        .all(),
    means: `SELECT customer_id FROM orders GROUP BY 1 ORDER BY max(shipped) DESC NULLS LAST, 1`,
  },
  "distinct rows of a union of all": {
    ordered: true,
    run: db =>
      db.Product.select(p => ({ name: p.name }))
        .unionAll(db.Product.select(p => ({ name: p.name })))
        .distinct()
        .orderBy(
          r => r.name.length(),
          r => r.name,
        )
        .all(),
    means: "SELECT name FROM products ORDER BY length(name), name",
  },
  "a recursion whose text grows beyond its column": {
    ordered: true,
    run: db => {
      const paths = db.recursiveTable(
        "paths",
        db.Employee.where({ manager_id: null }).select(e => ({ id: e.id, path: e.name })),
        self =>
          db
            .from(self)
            .join(db.Employee, (p, e) => e.manager_id.eq(p.id))
            .select((p, e) => ({ id: e.id, path: p.path.concat(LONG, e.name) })),
      );
      return db
        .from(paths)
        .select(p => p.path)
        .orderBy(p => p.id)
        .all();
    },
    means: `SELECT 'Boss' UNION ALL SELECT 'Boss${LONG}Left' UNION ALL SELECT 'Boss${LONG}Right'
      UNION ALL SELECT 'Boss${LONG}Left${LONG}Leaf' UNION ALL SELECT 'Boss${LONG}Left${LONG}Leaf${LONG}Tip'`,
  },
  "a recursion that begins with a given text": {
    ordered: true,
    run: db => {
      const paths = db.recursiveTable(
        "paths",
        db.Employee.where({ manager_id: null }).select(e => ({
          id: e.id,
          path: value("").concat(e.name),
        })),
        self =>
          db
            .from(self)
            .join(db.Employee, (p, e) => e.manager_id.eq(p.id))
            .select((p, e) => ({ id: e.id, path: p.path.concat("/", e.name) })),
      );
      return db
        .from(paths)
        .select(p => p.path)
        .orderBy(p => p.id)
        .limit(2)
        .all();
    },
  },
  "a recursion over amounts": {
    ordered: true,
    run: db => {
      const saved = db.recursiveTable(
        "saved",
        db.Product.where({ id: 3 }).select(p => ({
          step: value(1).cast("integer"),
          price: p.price,
        })),
        self =>
          db
            .from(self)
            .where(s => s.step.lt(4))
            .select(s => ({ step: s.step.plus(1), price: s.price.times(2) })),
      );
      return db
        .from(saved)
        .select(s => s.price)
        .orderBy(s => s.step)
        .all();
    },
    means: "SELECT 1.5 UNION ALL SELECT 3 UNION ALL SELECT 6 UNION ALL SELECT 12",
  },
  "a recursion that passes on its columns": {
    ordered: true,
    run: db => {
      const roots = db.recursiveTable(
        "roots",
        db.Employee.where({ manager_id: null }).select(e => ({ id: e.id, root: e.name })),
        self =>
          db
            .from(self)
            .join(db.Employee, (r, e) => e.manager_id.eq(r.id))
            .select((r, e) => ({ id: e.id, root: r.root })),
      );
      return db
        .from(roots)
        .groupBy(r => r.root)
        .select(r => ({ root: r.root, n: count(), last: min(r.id) }))
        .all();
    },
    means: "SELECT 'Boss', 5, 1",
  },
};
