/** Queries and writes that use entities instead of their keys, each with SQL written by hand. */
import type { Database } from "./shop-entities.ts";
import type { Suite } from "./suite.ts";

const customer = (db: Database, id: number) => db.Customer.where({ id }).one();
const employee = (db: Database, id: number) => db.Employee.where({ id }).one();

export const references: Suite = {
  "rows that refer to an entity": {
    run: async db =>
      db.Order.where({ customer: await customer(db, 1) })
        .select(o => o.id)
        .all(),
    means: "SELECT id FROM orders WHERE customer_id = 1",
  },
  "rows that refer to some of the entities": {
    run: async db =>
      db.Order.where({ customer: [await customer(db, 1), await customer(db, 4)] })
        .select(o => o.id)
        .all(),
    means: "SELECT id FROM orders WHERE customer_id IN (1, 4)",
  },
  "rows that refer to nothing": {
    run: db =>
      db.Employee.where({ manager: null })
        .select(e => e.id)
        .all(),
    means: "SELECT id FROM employees WHERE manager_id IS NULL",
  },
  "rows that refer to an entity, in a lambda": {
    run: async db => {
      const boss = await employee(db, 1);
      return db.Employee.where(e => e.manager.eq(boss).or(e.manager.manager.eq(boss)))
        .select(e => e.id)
        .all();
    },
    means: `SELECT e.id FROM employees e LEFT JOIN employees m ON m.id = e.manager_id
      WHERE e.manager_id = 1 OR m.manager_id = 1`,
  },
  "rows that refer to another entity": {
    run: async db => {
      const boss = await employee(db, 1);
      return db.Employee.where(e => e.manager.ne(boss))
        .select(e => e.id)
        .all();
    },
    means: "SELECT id FROM employees WHERE manager_id <> 1",
  },
  "rows that refer to something": {
    run: db =>
      db.Employee.where(e => e.manager.isNotNull().and(e.manager.manager.isNull()))
        .select(e => e.id)
        .all(),
    means: `SELECT e.id FROM employees e LEFT JOIN employees m ON m.id = e.manager_id
      WHERE e.manager_id IS NOT NULL AND m.manager_id IS NULL`,
  },
  "rows that refer to none of no entities": {
    run: db =>
      db.Order.where(o => o.customer.in([]))
        .select(o => o.id)
        .all(),
    means: "SELECT id FROM orders WHERE 1 = 0",
  },
  "rows of a relation that refer to an entity": {
    run: async db => {
      const boss = await employee(db, 1);
      return db.Employee.where(e => e.manager_employees.some(below => below.manager.eq(boss)))
        .select(e => e.id)
        .all();
    },
    means: "SELECT DISTINCT manager_id FROM employees WHERE manager_id = 1",
  },
  "an insert of rows that refer to entities": {
    run: async db =>
      db.Employee.insert([
        { id: 8, name: "New", manager: await employee(db, 2), salary: 1, hired: "2026-01-01" },
        { id: 9, name: "Own", manager: null, salary: 1, hired: "2026-01-01" },
      ]),
    then: db =>
      db.Employee.where(e => e.id.gt(5))
        .select(e => ({ id: e.id, manager: e.manager_id }))
        .all(),
    means: "SELECT 8, 2 UNION ALL SELECT 9, NULL",
  },
  "an update to another reference": {
    run: async db => {
      const manager = await employee(db, 3);
      return db.Employee.where({ manager_id: 1 }).update({ manager });
    },
    then: db => db.Employee.select(e => ({ id: e.id, manager: e.manager_id })).all(),
    means: "SELECT id, CASE manager_id WHEN 1 THEN 3 ELSE manager_id END FROM employees",
  },
};
