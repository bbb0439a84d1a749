/** Subqueries, each with the SQL that one would write by hand. */
import { functions, type Suite } from "./suite.ts";

const { and, avg, count, exists, max, scalar } = functions;

export const nesting: Suite = {
  "a query within itself": {
    run: db => {
      const products = db.Product;
      return products
        .where(p => exists(products.where(o => o.price.gt(p.price))))
        .select(p => p.id)
        .all();
    },
    means:
      "SELECT id FROM products p WHERE EXISTS (SELECT 1 FROM products o WHERE o.price > p.price)",
  },
  "a narrowed query within itself": {
    run: db => {
      const home = db.Product.where({ category: "home" });
      return home
        .where(p => exists(home.where(o => o.price.gt(p.price))))
        .select(p => p.id)
        .all();
    },
    means: `SELECT id FROM products p WHERE category = 'home' AND EXISTS
      (SELECT 1 FROM products o WHERE o.category = 'home' AND o.price > p.price)`,
  },
  "a query within itself, twice": {
    run: db => {
      const products = db.Product;
      return products
        .where(p =>
          exists(
            products.where(o =>
              and(o.price.gt(p.price), exists(products.where(q => q.price.gt(o.price)))),
            ),
          ),
        )
        .select(p => p.id)
        .all();
    },
    means: `SELECT id FROM products p WHERE EXISTS (SELECT 1 FROM products o WHERE o.price > p.price
      AND EXISTS (SELECT 1 FROM products q WHERE q.price > o.price))`,
  },
  "above the average of a subquery": {
    run: db => {
      const home = db.Product.where(p => p.tags.some()).where({ category: "home" });
      return home
        .where(p => p.price.gt(scalar(home.select(o => avg(o.price)))))
        .select(p => p.id)
        .all();
    },
    means: `SELECT id FROM products p WHERE category = 'home' AND id IN (SELECT product_id FROM product_tags)
      AND price > (SELECT avg(price) FROM products WHERE category = 'home'
        AND id IN (SELECT product_id FROM product_tags))`,
  },
  "a count within a selection of the same query": {
    run: db => {
      const employees = db.Employee;
      return employees
        .select(e => ({
          id: e.id,
          above: scalar(employees.where(x => x.salary.gt(e.salary)).select(() => count())),
        }))
        .all();
    },
    means:
      "SELECT id, (SELECT count(*) FROM employees x WHERE x.salary > e.salary) FROM employees e",
  },
  "a relation within itself": {
    run: db =>
      db.Customer.where(c => {
        const { orders } = c;
        return orders.some(a => orders.some(b => a.id.ne(b.id)));
      })
        .select(c => c.id)
        .all(),
    means: "SELECT customer_id FROM orders GROUP BY customer_id HAVING count(*) > 1",
  },
  "a narrowed relation within itself": {
    run: db =>
      db.Customer.where(c => {
        const open = c.orders.where(o => o.status.ne("cancelled"));
        return open.some(a => open.some(b => a.id.ne(b.id)));
      })
        .select(c => c.id)
        .all(),
    means:
      "SELECT customer_id FROM orders WHERE status <> 'cancelled' GROUP BY customer_id HAVING count(*) > 1",
  },
  "a join along a part of a relation": {
    run: db =>
      db.Customer.join(c => c.orders.where(o => o.status.eq("open")))
        .select((c, o) => ({ name: c.name, order: o.id }))
        .all(),
    means:
      "SELECT c.name, o.id FROM customers c JOIN orders o ON o.customer_id = c.id AND o.status = 'open'",
  },
  "a left join along a part of a relation": {
    run: db =>
      db.Customer.leftJoin(c => c.orders.where(o => o.status.eq("open")))
        .select((c, o) => ({ name: c.name, order: o.id }))
        .all(),
    means:
      "SELECT c.name, o.id FROM customers c LEFT JOIN orders o ON o.customer_id = c.id AND o.status = 'open'",
  },
  "a left join along a part of a relation through a table": {
    run: db =>
      db.Product.leftJoin(p => p.tags.where(t => t.name.eq("sale")))
        .where((_, t) => t.id.isNotNull())
        .select((p, t) => ({ product: p.id, tag: t.name }))
        .all(),
    means: `SELECT p.id, t.name FROM products p JOIN product_tags l ON l.product_id = p.id
      JOIN tags t ON t.id = l.tag_id WHERE t.name = 'sale'`,
  },
  "a join by what the joined row refers to": {
    run: db =>
      db.Employee.leftJoin(db.Order, (e, o) => and(o.customer.name.eq("Ada"), o.id.eq(e.id)))
        .select((e, o) => ({ employee: e.id, order: o.id }))
        .all(),
    means: `SELECT e.id, o.id FROM employees e LEFT JOIN orders o
      ON o.id = e.id AND o.customer_id = (SELECT id FROM customers WHERE name = 'Ada')`,
  },
  "a common table called like a table": {
    run: db => {
      const customers = db.commonTable(
        "customers",
        db.Customer.where({ city: "London" }).select(c => ({
          id: c.id,
          label: c.name.concat("!"),
        })),
      );
      return db
        .from(customers)
        .join(db.Customer, (a, c) => a.id.eq(c.id))
        .select((a, c) => ({ label: a.label, email: c.email }))
        .all();
    },
    means: "SELECT name || '!', email FROM customers WHERE city = 'London'",
  },
  "two common tables of one name": {
    run: db => {
      const dear = (least: number) =>
        db.commonTable(
          "dear",
          db.Product.where(p => p.price.gt(least)).select(p => ({ id: p.id })),
        );
      return db
        .from(dear(15))
        .join(dear(100), (a, b) => a.id.lte(b.id))
        .select((a, b) => ({ a: a.id, b: b.id }))
        .all();
    },
    means:
      "SELECT a.id, b.id FROM products a JOIN products b ON a.id <= b.id WHERE a.price > 15 AND b.price > 100",
  },
  "distinct rows of a union": {
    run: db =>
      db.Tag.select(t => ({ id: t.id }))
        .unionAll(db.Tag.select(t => ({ id: t.id })))
        .distinct()
        .all(),
    means: "SELECT id FROM tags",
  },
  "a count of distinct rows of a union": {
    run: async db => [
      await db.Tag.select(t => ({ id: t.id }))
        .unionAll(db.Tag.select(t => ({ id: t.id })))
        .distinct()
        .count(),
    ],
    means: "SELECT count(*) FROM tags",
  },
  "a union ordered by an expression": {
    ordered: true,
    run: db =>
      db.Product.select(p => ({ name: p.name }))
        .union(db.Tag.select(t => ({ name: t.name })))
        .orderBy(
          r => r.name.length().desc(),
          r => r.name,
        )
        .limit(4)
        .all(),
    means: `SELECT name FROM (SELECT name FROM products UNION SELECT name FROM tags)
      ORDER BY length(name) DESC, name LIMIT 4`,
  },
  "fields that meet by their names": {
    run: db =>
      db.Product.select(p => ({ id: p.id, of: { name: p.name } }))
        .union(db.Tag.select(t => ({ of: { name: t.name }, id: t.id })))
        .all(),
    means: "SELECT id, name FROM products UNION SELECT id, name FROM tags",
  },
  "many unions": {
    run: db => {
      const one = (id: number) => db.Tag.where({ id }).select(t => ({ id: t.id }));
      let all = one(1).union(one(2));
      for (let id = 3; id <= 100; id += 1) all = all.union(one(id));
      return all.all();
    },
    means: "SELECT id FROM tags",
  },
  "a count of a single value": {
    run: async db => [
      await db.Product.where({ id: 99 })
        .select(p => max(p.price))
        .count(),
    ],
    means: "SELECT 1",
  },
  "existence of what is distinct and passed over": {
    run: async db => [
      (await db.Tag.distinct().offset(2).exists()) ? 1 : 0,
      (await db.Tag.distinct().offset(3).exists()) ? 1 : 0,
    ],
    means: "SELECT 1 UNION ALL SELECT 0",
  },
  "a subtree that is changed": {
    run: db => {
      const below = db.recursiveTable(
        "below",
        db.Employee.where({ id: 2 }).select(e => ({ id: e.id })),
        self =>
          db
            .from(self)
            .join(db.Employee, (b, e) => e.manager_id.eq(b.id))
            .select((_, e) => ({ id: e.id })),
      );
      return db.Employee.where(e => e.id.in(db.from(below).select(b => b.id))).update({
        salary: 1,
      });
    },
    then: db =>
      db.Employee.where({ salary: 1 })
        .select(e => e.id)
        .all(),
    means: "SELECT 2 UNION ALL SELECT 4 UNION ALL SELECT 5",
  },
  "rows of a common table that are deleted": {
    run: db => {
      const used = db.commonTable(
        "used",
        db.ProductTag.select(l => ({ id: l.tag_id })),
      );
      return db.Tag.where(t => t.id.notIn(db.from(used).select(u => u.id))).delete();
    },
    then: db => db.Tag.select(t => t.id).all(),
    means: "SELECT 1 UNION ALL SELECT 2",
  },
  "a part by a common table, joined": {
    run: async db => {
      const dear = db.commonTable(
        "dear",
        db.Product.where(p => p.price.gt(15)).select(p => ({ id: p.id })),
      );
      const orders = await db.Order.with(
        o => o.order_items.where(i => i.product_id.in(db.from(dear).select(d => d.id))),
        { strategy: "join" },
      ).all();
      return orders.map(order => ({ id: order.id, items: order.order_items.length }));
    },
    means: `SELECT o.id, (SELECT count(*) FROM order_items i JOIN products p ON p.id = i.product_id
      WHERE i.order_id = o.id AND p.price > 15) FROM orders o`,
  },
  "an upsert that keeps the columns that a row omits": {
    run: db =>
      db.Product.upsert([
        { id: 1, name: "Lamp", price: 20, stock: 5 },
        { id: 2, name: "Desk", price: 200, stock: 2, category: "c" },
      ]),
    then: db =>
      db.Product.where(p => p.id.lte(2))
        .select(p => ({ category: p.category, weight: p.weight, price: p.price }))
        .all(),
    means: "SELECT 'home', 1.5, 20 UNION ALL SELECT 'c', 30, 200",
  },
  "a value from another row of the same table": {
    run: db => {
      const employees = db.Employee;
      return employees.update(e => ({
        salary: scalar(employees.where(x => x.manager_id.eq(e.id)).select(() => count())),
      }));
    },
    then: db => db.Employee.select(e => ({ id: e.id, salary: e.salary })).all(),
    means:
      "SELECT id, (SELECT count(*) FROM employees x WHERE x.manager_id = e.id) FROM employees e",
  },
  "an update, with a count of what belongs to the row back": {
    run: db =>
      db.Customer.where({ id: 3 })
        .update({ city: "X" })
        .returning(c => ({ id: c.id, orders: c.orders.count(), lone: c.orders.none() })),
    means: "SELECT 3, 0, 1",
  },
  "a deletion, with what belonged to the row back": {
    run: db =>
      db.Tag.where({ id: 3 })
        .delete()
        .returning(t => t.products.count()),
    means: "SELECT 0",
  },
  "an insert, with what belongs to the row back": {
    run: db =>
      db.Tag.insert({ id: 9, name: "nine" }).returning(t => ({
        id: t.id,
        products: t.products.count(),
        fewer: scalar(db.Tag.where(o => o.id.lt(t.id)).select(() => count())),
      })),
    means: "SELECT 9, 0, 3",
  },
  "objects within a selection, from outside": {
    run: db =>
      db
        .from(db.Product.select(p => ({ id: p.id, of: { name: p.name, price: { now: p.price } } })))
        .where(r => r.of.price.now.gt(50))
        .select(r => ({ id: r.id, name: r.of.name.upper() }))
        .all(),
    means: "SELECT id, upper(name) FROM products WHERE price > 50",
  },
  "a value that was selected alone, from outside": {
    run: db =>
      db
        .from(db.Product.select(p => p.price))
        .where(r => r.value.gt(50))
        .select(r => r.value.round())
        .all(),
    means: "SELECT round(price) FROM products WHERE price > 50",
  },
  "a union of single values, in order": {
    ordered: true,
    run: db =>
      db.Product.select(p => p.id)
        .union(db.Tag.select(t => t.id))
        .orderBy(r => r.value.desc())
        .limit(2)
        .all(),
    means: "SELECT 6 UNION ALL SELECT 5",
  },
  "very many conditions": {
    run: db =>
      db.Product.where(p => {
        let some = p.id.eq(2);
        for (let id = 1; id <= 3000; id += 1) some = some.or(p.id.eq(id * 5));
        return and(some, ...Array.from({ length: 1500 }, (_, index) => p.id.ne(index + 6)));
      })
        .select(p => p.id)
        .all(),
    means: "SELECT 2 UNION ALL SELECT 5",
  },
};
