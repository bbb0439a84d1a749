/** The keys of related rows, and the rows of join tables. `means` joins what the queries do not. */
import { functions, type Suite } from "./suite.ts";

const { and, count, max, not, or, scalar } = functions;

export const relatedKeys: Suite = {
  "a condition on the key of a related row": {
    run: db =>
      db.OrderItem.where(i => i.order.customer.id.eq(1))
        .select(i => i.quantity)
        .all(),
    means: `SELECT i.quantity FROM order_items i JOIN orders o ON o.id = i.order_id
      JOIN customers c ON c.id = o.customer_id WHERE c.id = 1`,
  },
  "the key of an optional row": {
    run: db =>
      db.Employee.select(e => ({
        id: e.id,
        boss: e.manager.id,
        above: e.manager.manager.id,
      })).all(),
    means: `SELECT e.id, m.id, b.id FROM employees e LEFT JOIN employees m ON m.id = e.manager_id
      LEFT JOIN employees b ON b.id = m.manager_id`,
  },
  "no related row, by its key": {
    run: db =>
      db.Employee.where(e => or(e.manager.id.isNull(), e.manager.manager.id.isNull()))
        .select(e => e.id)
        .all(),
    means: `SELECT e.id FROM employees e LEFT JOIN employees m ON m.id = e.manager_id
      LEFT JOIN employees b ON b.id = m.manager_id WHERE m.id IS NULL OR b.id IS NULL`,
  },
  "not a key of an optional row": {
    run: db =>
      db.Employee.where(e => not(e.manager.id.eq(1)))
        .select(e => e.id)
        .all(),
    means: `SELECT e.id FROM employees e LEFT JOIN employees m ON m.id = e.manager_id WHERE NOT m.id = 1`,
  },
  "groups of the key of a related row": {
    run: db =>
      db.Order.groupBy(o => o.customer.id)
        .select(o => ({ customer: o.customer.id, same: o.customer_id, n: count() }))
        .having(o => o.customer_id.gt(1))
        .orderBy(o => o.customer.id.desc())
        .all(),
    means: `SELECT c.id, c.id, count(*) FROM orders o JOIN customers c ON c.id = o.customer_id
      GROUP BY c.id HAVING c.id > 1`,
  },
  "groups of a row, with its foreign key": {
    run: db =>
      db.Order.groupBy(o => o.customer)
        .select(o => ({ key: o.customer_id, name: o.customer.name, n: count() }))
        .all(),
    means: `SELECT c.id, c.name, count(*) FROM orders o JOIN customers c ON c.id = o.customer_id GROUP BY c.id`,
  },
  "groups of a row and of the key of another": {
    run: db =>
      db.OrderItem.groupBy(
        i => i.order,
        i => i.product.id,
      )
        .select(i => ({ status: i.order.status, product: i.product_id, n: max(i.quantity) }))
        .all(),
    means: `SELECT o.status, i.product_id, max(i.quantity) FROM order_items i JOIN orders o ON o.id = i.order_id
      GROUP BY o.id, i.product_id`,
  },
  "a subquery over the key of a row that is grouped by": {
    run: db =>
      db.Order.groupBy(o => o.customer)
        .select(o => ({
          name: o.customer.name,
          last: scalar(
            db.Order.where(other => other.customer.id.eq(o.customer.id)).select(other =>
              max(other.id),
            ),
          ),
        }))
        .all(),
    means: `SELECT c.name, max(o.id) FROM orders o JOIN customers c ON c.id = o.customer_id GROUP BY c.id`,
  },
  "the order of the key of a related row": {
    ordered: true,
    run: db =>
      db.Order.orderBy(
        o => o.customer.id.desc(),
        o => o.id,
      )
        .select(o => o.id)
        .limit(4)
        .all(),
    means: `SELECT o.id FROM orders o JOIN customers c ON c.id = o.customer_id ORDER BY c.id DESC, o.id LIMIT 4`,
  },
  "delete by the key of a related row": {
    run: db => db.OrderItem.where(i => i.order.id.eq(3)).delete(),
    then: db => db.OrderItem.select(i => i.order_id).all(),
  },
  "update to the key of a related row": {
    run: db =>
      db.Employee.where(e => e.manager.id.isNotNull()).update(e => ({ salary: e.manager.id })),
    then: db => db.Employee.select(e => ({ id: e.id, salary: e.salary })).all(),
    means: "SELECT id, coalesce(manager_id, 9000) FROM employees",
  },
  "rows of the row that a row refers to": {
    run: db => db.Order.select(o => ({ id: o.id, of: o.customer.orders.count() })).all(),
    means: `SELECT o.id, (SELECT count(*) FROM orders x WHERE x.customer_id = c.id)
      FROM orders o JOIN customers c ON c.id = o.customer_id`,
  },
  "rows of an optional row": {
    run: db =>
      db.Employee.where(e => e.manager.manager_employees.some(other => other.id.ne(e.id)))
        .select(e => e.id)
        .all(),
    means: `SELECT e.id FROM employees e LEFT JOIN employees m ON m.id = e.manager_id
      WHERE EXISTS (SELECT 1 FROM employees x WHERE x.manager_id = m.id AND x.id <> e.id)`,
  },
  "an update of keys to values of the whole table": {
    run: db =>
      db.Tag.where(t => t.products.none()).update(t => ({
        id: t.id.plus(scalar(db.Tag.select(other => max(other.id)))),
        name: t.name.concat(scalar(db.Tag.select(other => max(other.name)))),
      })),
    then: db => db.Tag.select(t => ({ id: t.id, name: t.name })).all(),
    means: "SELECT 1, 'new' UNION ALL SELECT 2, 'sale' UNION ALL SELECT 6, 'unusedunused'",
  },
  "a join on rows of the row that a row refers to": {
    run: db =>
      db.Employee.leftJoin(db.OrderItem, (e, i) =>
        i.order.customer.orders.count().eq(e.id).and(i.order.customer.active),
      )
        .select((e, i) => ({ id: e.id, order: i.order_id, product: i.product_id }))
        .all(),
    means: `SELECT e.id, i.order_id, i.product_id FROM employees e LEFT JOIN (
      SELECT i.*, (SELECT count(*) FROM orders x WHERE x.customer_id = c.id) AS n FROM order_items i
      JOIN orders o ON o.id = i.order_id JOIN customers c ON c.id = o.customer_id WHERE c.active) i ON i.n = e.id`,
  },
  "an update to a value of the row that a row refers to": {
    run: db => db.OrderItem.update(i => ({ quantity: i.order.customer.orders.count() })),
    then: db =>
      db.OrderItem.select(i => ({ order: i.order_id, product: i.product_id, n: i.quantity })).all(),
    means: `SELECT i.order_id, i.product_id, (SELECT count(*) FROM orders x WHERE x.customer_id = o.customer_id)
      FROM order_items i JOIN orders o ON o.id = i.order_id`,
  },
  "counts of rows behind a join table": {
    run: db =>
      db.Product.select(p => ({
        id: p.id,
        tags: p.tags.count(),
        last: p.tags.max(t => t.id),
      })).all(),
    means: `SELECT p.id, count(t.id), max(t.id) FROM products p LEFT JOIN product_tags l ON l.product_id = p.id
      LEFT JOIN tags t ON t.id = l.tag_id GROUP BY p.id`,
  },
  "keys of rows behind a join table": {
    run: db =>
      db.Product.where(p =>
        and(
          p.tags.some(t => t.id.in([1, 3])),
          p.tags.none(t => t.id.eq(2)),
        ),
      )
        .select(p => p.id)
        .all(),
    means: `SELECT id FROM products p
      WHERE EXISTS (SELECT 1 FROM product_tags l JOIN tags t ON t.id = l.tag_id WHERE l.product_id = p.id AND t.id IN (1, 3))
      AND NOT EXISTS (SELECT 1 FROM product_tags l JOIN tags t ON t.id = l.tag_id WHERE l.product_id = p.id AND t.id = 2)`,
  },
  "every key behind a join table": {
    run: db =>
      db.Product.where(p => p.tags.every(t => t.id.eq(1)))
        .select(p => p.id)
        .all(),
    means: `SELECT id FROM products p
      WHERE NOT EXISTS (SELECT 1 FROM product_tags l JOIN tags t ON t.id = l.tag_id WHERE l.product_id = p.id AND NOT t.id = 1)`,
  },
  "a name behind a join table": {
    run: db =>
      db.Product.where(p => p.tags.some(t => and(t.id.gt(0), t.name.eq("sale"))))
        .select(p => p.id)
        .all(),
    means: `SELECT p.id FROM products p JOIN product_tags l ON l.product_id = p.id JOIN tags t ON t.id = l.tag_id
      WHERE t.name = 'sale'`,
  },
  "two join tables, one behind the other": {
    run: db =>
      db.Product.where(p => p.tags.some(t => t.products.some(other => other.id.gt(p.id))))
        .select(p => p.id)
        .all(),
    means: `SELECT DISTINCT a.product_id FROM product_tags a JOIN product_tags b ON a.tag_id = b.tag_id
      WHERE b.product_id > a.product_id`,
  },
  "a subquery over a key behind a join table": {
    run: db =>
      db.Product.where(p =>
        p.tags.some(t =>
          t.id.in(db.Tag.where(x => x.id.eq(t.id).and(x.name.ne("new"))).select(x => x.id)),
        ),
      )
        .select(p => p.id)
        .all(),
    means: `SELECT DISTINCT l.product_id FROM product_tags l JOIN tags t ON t.id = l.tag_id WHERE t.name <> 'new'`,
  },
  "one relation for condition, order and load": {
    ordered: true,
    run: db =>
      db.OrderItem.where(i => i.order.customer.active)
        .orderBy(
          i => i.order.customer.name,
          i => i.order.id,
          i => i.product_id,
        )
        .with(
          i => i.order,
          i => i.order.customer,
          { strategy: "join" },
        )
        .all()
        .then(items => items.map(i => [i.order.status, i.order.customer?.name, i.quantity])),
    means: `SELECT o.status, c.name, i.quantity FROM order_items i JOIN orders o ON o.id = i.order_id
      JOIN customers c ON c.id = o.customer_id WHERE c.active ORDER BY c.name, o.id, i.product_id`,
  },
  "one optional relation for condition and load, cut": {
    ordered: true,
    run: db =>
      db.Employee.where(e => or(e.manager.name.isNull(), e.manager.name.ne("Left")))
        .orderBy(e => e.id.desc())
        .limit(3)
        .with(e => e.manager, { strategy: "join" })
        .all()
        .then(all => all.map(e => [e.id, e.manager?.name ?? null])),
    means: `SELECT e.id, m.name FROM employees e LEFT JOIN employees m ON m.id = e.manager_id
      WHERE m.name IS NULL OR m.name <> 'Left' ORDER BY e.id DESC LIMIT 3`,
  },
};
