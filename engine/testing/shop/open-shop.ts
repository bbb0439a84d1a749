/** A shop with a value of every kind and nulls where there may be some: what the query suite asks. */
import { createScript, printScript } from "../../ddl/index.ts";
import type { EmbeddedDriver } from "../../drivers/index.ts";
import type { SchemaDocument } from "../../schema/index.ts";
import type { DialectName } from "../../sql/index.ts";
import { documentOf } from "../blog.ts";
import { composite, without } from "../library.ts";
import { openDatabase } from "../open-database.ts";

const tables = {
  customers: [
    "name varchar(100) not null",
    "email varchar(100) unique",
    "city varchar(50)?",
    "born date?",
    "active boolean not null",
    "settings json?",
  ],
  products: [
    "name varchar(100) not null",
    "price decimal(10,2) not null",
    "stock integer not null",
    "category varchar(50)?",
    "weight double?",
  ],
  tags: ["name varchar(50) not null"],
  product_tags: ["product_id -> products.id", "tag_id -> tags.id"],
  orders: [
    "customer_id -> customers.id",
    "placed datetime not null",
    "shipped datetime?",
    "status varchar(20) not null",
    "note text?",
  ],
  order_items: [
    "order_id -> orders.id",
    "product_id -> products.id",
    "quantity integer not null",
    "discount decimal(4,2)?",
  ],
  employees: [
    "name varchar(100) not null",
    "manager_id integer? -> employees.id",
    "salary integer not null",
    "hired date not null",
  ],
  shifts: [
    "day date not null",
    "opens time not null",
    "clocked datetime?",
    "effort workload?",
    "badge uuid?",
    "counter bigint?",
    "paid boolean not null",
    "report json?",
  ],
};

const shop = (): SchemaDocument => {
  const document = documentOf(tables, { workload: ["low", "medium", "high"] });
  const tagged = without(
    composite(document, "product_tags", ["product_id", "tag_id"]),
    "product_tags",
    "id",
  );
  return without(composite(tagged, "order_items", ["order_id", "product_id"]), "order_items", "id");
};

export const shopDocument: SchemaDocument = shop();

/** Rows as INSERT statements that every database takes. */
export const shopRows: readonly string[] = [
  `INSERT INTO customers (id, name, email, city, born, active, settings) VALUES
    (1, 'Ada', 'ada@example.com', 'London', '1815-12-10', TRUE, '{"theme":"dark","sizes":[1,2,3],"limit":50}'),
    (2, 'Grace', 'grace@example.com', 'New York', '1906-12-09', TRUE, '{"theme":"light","sizes":[]}'),
    (3, 'Linus', NULL, NULL, NULL, FALSE, NULL),
    (4, 'Zoë', 'zoe@example.com', 'London', '1990-02-28', TRUE, '{"limit":7,"nested":{"deep":true}}'),
    (5, '50% off_er', 'offer@example.com', 'Paris', '2000-01-01', FALSE, '{}')`,
  `INSERT INTO products (id, name, price, stock, category, weight) VALUES
    (1, 'Lamp', 19.99, 5, 'home', 1.5), (2, 'Desk', 199, 2, 'home', 30), (3, 'Pen', 1.5, 100, 'office', 0.01),
    (4, 'Chair', 89.9, 0, 'home', NULL), (5, 'Mystery box', 10, 1, NULL, NULL), (6, 'Paper', 4.25, 40, 'office', 2.5)`,
  "INSERT INTO tags (id, name) VALUES (1, 'new'), (2, 'sale'), (3, 'unused')",
  "INSERT INTO product_tags (product_id, tag_id) VALUES (1, 1), (1, 2), (2, 2), (5, 1)",
  `INSERT INTO orders (id, customer_id, placed, shipped, status, note) VALUES
    (1, 1, '2024-01-15 10:30:00', '2024-01-16 08:00:00', 'shipped', NULL),
    (2, 1, '2024-02-29 23:59:59', NULL, 'open', 'gift'),
    (3, 2, '2024-02-01 00:00:00', '2024-02-03 12:00:00', 'shipped', ''),
    (4, 4, '2023-12-31 12:00:00', NULL, 'cancelled', 'too late'),
    (5, 2, '2024-03-10 09:15:30', NULL, 'open', NULL)`,
  `INSERT INTO order_items (order_id, product_id, quantity, discount) VALUES
    (1, 1, 2, NULL), (1, 3, 10, 0.5), (2, 2, 1, 20), (3, 3, 5, NULL), (3, 6, 3, 0.25), (4, 5, 1, NULL), (5, 1, 1, 1)`,
  `INSERT INTO employees (id, name, manager_id, salary, hired) VALUES
    (1, 'Boss', NULL, 9000, '2010-01-01'), (2, 'Left', 1, 5000, '2015-06-15'), (3, 'Right', 1, 5000, '2016-01-01'),
    (4, 'Leaf', 2, 3000, '2020-10-10'), (5, 'Tip', 4, 2000, '2024-02-29')`,
  `INSERT INTO shifts (id, day, opens, clocked, effort, badge, counter, paid, report) VALUES
    (1, '2024-01-31', '10:01:00', '2024-01-31 00:00:00', 'low', '550e8400e29b41d4a716446655440000', 9007199254740992, TRUE,
      '{"left":null,"done":true,"by":"null"}'),
    (2, '2024-02-29', '23:30:15', '2024-02-29 23:59:59', 'medium', NULL, 9007199254740993, FALSE, '{"left":3,"by":"Tip"}'),
    (3, '2024-03-31', '00:00:00', '2024-02-01 00:00:00', 'high', NULL, 5, TRUE, NULL),
    (4, '2024-02-01', '12:00:00', NULL, 'low', NULL, NULL, FALSE, '[]')`,
];

export const openShop = (): EmbeddedDriver => {
  const driver = openDatabase();
  for (const { text } of createScript(shopDocument, "sqlite").value) driver.query(text);
  for (const statement of shopRows) driver.query(statement);
  return driver;
};

/** The shop for another database: tables, then rows. */
export const shopScript = (dialect: DialectName): string =>
  [
    printScript(createScript(shopDocument, dialect).value).text,
    ...shopRows.map(row => `${row};`),
  ].join("\n");
