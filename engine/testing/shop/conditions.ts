/** Conditions on columns, each with its meaning as a function of one row. A null operand makes a condition unknown. */

import type { Database } from "./shop-entities.ts";
import { functions } from "./suite.ts";

const { and, exists, not, or, scalar, avg, sql, sum, value, when } = functions;

export type Customer = {
  readonly id: number;
  readonly name: string;
  readonly email: string | null;
  readonly city: string | null;
  readonly born: string | null;
  readonly active: boolean;
};

export type Product = {
  readonly id: number;
  readonly name: string;
  readonly price: number;
  readonly stock: number;
  readonly category: string | null;
  readonly weight: number | null;
};

type CustomerPath = Parameters<Parameters<Database["Customer"]["select"]>[0]>[0];
type ProductPath = Parameters<Parameters<Database["Product"]["select"]>[0]>[0];
type Condition = ReturnType<typeof and>;

type Case<Path, Row> = {
  readonly condition: (row: Path, db: Database) => Condition;
  readonly means: (row: Row) => boolean;
};

const has = (text: string | null, part: string): boolean =>
  text?.toLowerCase().includes(part) ?? false;

export const customerConditions: Readonly<Record<string, Case<CustomerPath, Customer>>> = {
  "text equals": { condition: c => c.name.eq("Ada"), means: c => c.name === "Ada" },
  "text differs": { condition: c => c.name.ne("Ada"), means: c => c.name !== "Ada" },
  "nullable text differs": {
    condition: c => c.city.ne("London"),
    means: c => c.city !== null && c.city !== "London",
  },
  "equals null": { condition: c => c.city.eq(null), means: c => c.city === null },
  "differs from null": { condition: c => c.city.ne(null), means: c => c.city !== null },
  "is null": { condition: c => c.email.isNull(), means: c => c.email === null },
  "is not null": { condition: c => c.email.isNotNull(), means: c => c.email !== null },
  "in a list": {
    condition: c => c.city.in(["London", "Paris"]),
    means: c => c.city === "London" || c.city === "Paris",
  },
  "in an empty list": { condition: c => c.city.in([]), means: () => false },
  "not in a list": {
    condition: c => c.city.notIn(["London"]),
    means: c => c.city !== null && c.city !== "London",
  },
  "not in an empty list": { condition: c => c.city.notIn([]), means: () => true },
  "not in a list, negated": {
    condition: c => not(c.city.in(["London"])),
    means: c => c.city !== null && c.city !== "London",
  },
  between: {
    condition: c => c.born.between("1900-01-01", "1999-12-31"),
    means: c => c.born !== null && c.born >= "1900-01-01" && c.born <= "1999-12-31",
  },
  "date before": {
    condition: c => c.born.lt("1900-01-01"),
    means: c => c.born !== null && c.born < "1900-01-01",
  },
  "date at or after": {
    condition: c => c.born.gte("2000-01-01"),
    means: c => c.born !== null && c.born >= "2000-01-01",
  },
  "a truth value": { condition: c => c.active, means: c => c.active },
  "a truth value equals": { condition: c => c.active.eq(false), means: c => !c.active },
  "a truth value negated": { condition: c => not(c.active), means: c => !c.active },
  like: { condition: c => c.name.like("%a%"), means: c => /a/.test(c.name) },
  "not like": { condition: c => c.name.notLike("%ra%"), means: c => !c.name.includes("ra") },
  contains: { condition: c => c.name.contains("inu"), means: c => c.name.includes("inu") },
  "contains a percent sign": {
    condition: c => c.name.contains("%"),
    means: c => c.name.includes("%"),
  },
  "contains an underscore": {
    condition: c => c.name.contains("_"),
    means: c => c.name.includes("_"),
  },
  "contains a backslash": { condition: c => c.name.contains("\\"), means: () => false },
  "contains a quote": { condition: c => c.name.contains("'"), means: () => false },
  "starts with": { condition: c => c.name.startsWith("50%"), means: c => c.name.startsWith("50%") },
  "ends with": { condition: c => c.name.endsWith("_er"), means: c => c.name.endsWith("_er") },
  ilike: { condition: c => c.city.ilike("LON%"), means: c => has(c.city, "lon") },
  icontains: { condition: c => c.city.icontains("OND"), means: c => has(c.city, "ond") },
  istartsWith: { condition: c => c.name.istartsWith("gR"), means: c => c.name === "Grace" },
  iendsWith: { condition: c => c.name.iendsWith("DA"), means: c => c.name === "Ada" },
  and: {
    condition: c => and(c.active, c.city.eq("London")),
    means: c => c.active && c.city === "London",
  },
  or: {
    condition: c => or(c.city.isNull(), c.city.eq("Paris")),
    means: c => c.city === null || c.city === "Paris",
  },
  "and within or": {
    condition: c => c.active.and(c.city.eq("London")).or(c.email.isNull()),
    means: c => (c.active && c.city === "London") || c.email === null,
  },
  "or within and": {
    condition: c => c.active.and(c.city.eq("London").or(c.city.eq("New York"))),
    means: c => c.active && (c.city === "London" || c.city === "New York"),
  },
  "not of or": {
    condition: c => not(or(c.city.eq("London"), c.city.eq("Paris"))),
    means: c => c.city !== null && c.city !== "London" && c.city !== "Paris",
  },
  "not of and with null": {
    condition: c => not(and(c.city.eq("London"), c.active)),
    means: c => (c.city === null ? !c.active : !(c.city === "London" && c.active)),
  },
  "null or true": {
    condition: c => or(c.city.eq("Nowhere"), c.active.eq(false)),
    means: c => !c.active,
  },
  coalesce: { condition: c => c.city.coalesce("none").eq("none"), means: c => c.city === null },
  "null if": {
    condition: c => c.city.nullIf("London").isNull(),
    means: c => c.city === null || c.city === "London",
  },
  lower: { condition: c => c.name.lower().eq("ada"), means: c => c.name === "Ada" },
  upper: { condition: c => c.city.upper().eq("PARIS"), means: c => c.city === "Paris" },
  length: { condition: c => c.name.length().gt(4), means: c => [...c.name].length > 4 },
  "length of letters beyond ASCII": {
    condition: c => c.name.length().eq(3),
    means: c => [...c.name].length === 3,
  },
  concat: { condition: c => c.name.concat("!", "?").eq("Ada!?"), means: c => c.name === "Ada" },
  "concat with null": {
    condition: c => c.name.concat(c.city).isNull(),
    means: c => c.city === null,
  },
  substring: {
    condition: c => c.name.substring(2, 2).eq("da"),
    means: c => c.name.slice(1, 3) === "da",
  },
  "substring to the end": {
    condition: c => c.name.substring(2).eq("da"),
    means: c => c.name.slice(1) === "da",
  },
  replace: { condition: c => c.name.replace("A", "B").eq("Bda"), means: c => c.name === "Ada" },
  "index of": { condition: c => c.name.indexOf("d").eq(2), means: c => c.name.indexOf("d") === 1 },
  "index of nothing": { condition: c => c.name.indexOf("q").eq(0), means: () => true },
  trim: { condition: c => value(" Ada ").trim().eq(c.name), means: c => c.name === "Ada" },
  "a fragment": { condition: c => sql<boolean>`${c.id} % ${2} = 0`, means: c => c.id % 2 === 0 },
  "year of a date": {
    condition: c => c.born.year().eq(1990),
    means: c => c.born?.startsWith("1990") ?? false,
  },
  "month of a date": {
    condition: c => c.born.month().eq(12),
    means: c => c.born?.slice(5, 7) === "12",
  },
  "day of a date": { condition: c => c.born.day().eq(28), means: c => c.born?.slice(8) === "28" },
  "weekday of a date": {
    condition: c => c.born.weekday().eq(0),
    means: c => c.born !== null && new Date(c.born).getUTCDay() === 0,
  },
  "a column compared with a column": {
    condition: c => c.name.gt(c.city),
    means: c => c.city !== null && c.name > c.city,
  },
  "a part of a relation has some": {
    condition: c => c.orders.where(o => o.status.eq("open")).some(),
    means: c => c.id === 1 || c.id === 2,
  },
  "every of a part of a relation": {
    condition: c => c.orders.where(o => o.status.eq("open")).every(o => o.note.isNotNull()),
    means: c => c.id !== 2,
  },
  "none of a part of a part": {
    condition: c =>
      c.orders
        .where(o => o.status.ne("open"))
        .where(o => o.shipped.isNull())
        .none(),
    means: c => c.id !== 4,
  },
  "count of a part of a relation": {
    condition: c =>
      c.orders
        .where(o => o.status.eq("open"))
        .count(o => o.note.isNull())
        .eq(1),
    means: c => c.id === 2,
  },
  "a query within a query within a query": {
    condition: (c, db) =>
      exists(
        db.Order.where(o =>
          o.customer_id
            .eq(c.id)
            .and(
              exists(db.OrderItem.where(i => i.order_id.eq(o.id).and(i.product.name.ne(c.name)))),
            ),
        ),
      ),
    means: c => c.id === 1 || c.id === 2 || c.id === 4,
  },
  "all of no conditions": { condition: () => and(), means: () => true },
  "one of no conditions": { condition: () => or(), means: () => false },
  "lower, in a list": {
    condition: c => c.name.lower().in(["ada", "grace"]),
    means: c => c.name === "Ada" || c.name === "Grace",
  },
  "trimmed at the start": {
    condition: c => value("  Ada").trimStart().eq(c.name),
    means: c => c.name === "Ada",
  },
  "trimmed at the end": {
    condition: c => value("Ada  ").trimEnd().eq(c.name),
    means: c => c.name === "Ada",
  },
  "json that is true": {
    condition: c => c.settings.get("nested", "deep").eq(true),
    means: c => c.id === 4,
  },
  "json that is a text": {
    condition: c => c.settings.get("theme").eq("dark"),
    means: c => c.id === 1,
  },
  "json that is an object": {
    condition: c => c.settings.get("nested").eq({ deep: true }),
    means: c => c.id === 4,
  },
  "json that is another": {
    condition: c => c.settings.get("limit").ne(7),
    means: c => c.id === 1,
  },
  "json in a list of values": {
    condition: c => c.settings.get("limit").in([50, 7]),
    means: c => c.id === 1 || c.id === 4,
  },
  "json text": { condition: c => c.settings.getText("theme").eq("dark"), means: c => c.id === 1 },
  "json number": { condition: c => c.settings.getNumber("limit").gt(10), means: c => c.id === 1 },
  "json in a list": {
    condition: c => c.settings.getNumber("sizes", 1).eq(2),
    means: c => c.id === 1,
  },
  "json has": { condition: c => c.settings.has("nested", "deep"), means: c => c.id === 4 },
  "json array length": {
    condition: c => c.settings.arrayLength("sizes").eq(0),
    means: c => c.id === 2,
  },
};

export const productConditions: Readonly<Record<string, Case<ProductPath, Product>>> = {
  "greater than": { condition: p => p.price.gt(10), means: p => p.price > 10 },
  "at least": { condition: p => p.price.gte(10), means: p => p.price >= 10 },
  "less than": { condition: p => p.stock.lt(5), means: p => p.stock < 5 },
  "at most": { condition: p => p.stock.lte(5), means: p => p.stock <= 5 },
  "a whole number compared with a fraction": {
    condition: p => p.stock.gt(1.5),
    means: p => p.stock > 1.5,
  },
  "a whole number equals a fraction": { condition: p => p.stock.eq(1.5), means: () => false },
  "a whole number differs from a fraction": { condition: p => p.stock.ne(1.5), means: () => true },
  "a whole number among fractions": {
    condition: p => p.stock.in([1.5, 2, 5]),
    means: p => p.stock === 2 || p.stock === 5,
  },
  "a whole number among none of the fractions": {
    condition: p => p.stock.notIn([1.5, 2]),
    means: p => p.stock !== 2,
  },
  "a whole number between fractions": {
    condition: p => p.stock.between(0.5, 2.5),
    means: p => p.stock > 0.5 && p.stock < 2.5,
  },
  "a sum compared with a fraction": {
    condition: p => p.stock.plus(1).gt(2.5),
    means: p => p.stock > 1.5,
  },
  "a count compared with a fraction": {
    condition: p => p.order_items.count().gt(1.5),
    means: p => p.id === 1 || p.id === 3,
  },
  "a length compared with a fraction": {
    condition: p => p.name.length().lt(4.5),
    means: p => p.name.length < 4.5,
  },
  "a value compared with a column": {
    condition: p => value(1.5).lt(p.stock),
    means: p => 1.5 < p.stock,
  },
  "a number beyond the column": {
    condition: p => p.stock.lt(3_000_000_000),
    means: () => true,
  },
  "a number beyond every column": { condition: p => p.stock.lt(1e21), means: () => true },
  "a sum beyond the column": {
    condition: p => p.stock.plus(3_000_000_000).gt(3_000_000_005),
    means: p => p.stock > 5,
  },
  "a case of numbers": {
    condition: p => when<number>(p.stock.gt(4), 1.5).otherwise(0).gt(1),
    means: p => p.stock > 4,
  },
  "a case of a number and a column": {
    condition: p => when<number>(p.stock.gt(4), 0.5).otherwise(p.stock).lt(1),
    means: p => p.stock > 4 || p.stock < 1,
  },
  "a case of truth values": {
    condition: p => when<boolean>(p.stock.gt(4), true).otherwise(false),
    means: p => p.stock > 4,
  },
  "a decimal without a fraction, divided": {
    condition: p => p.price.dividedBy(4).eq(49.75),
    means: p => p.price === 199,
  },
  "whole numbers, divided": {
    condition: p => p.stock.dividedBy(2).eq(2),
    means: p => Math.trunc(p.stock / 2) === 2,
  },
  "the rest of a decimal": {
    condition: p => p.price.modulo(2).eq(0.25),
    means: p => p.price % 2 === 0.25,
  },
  "the rest by a fraction": {
    condition: p => p.stock.modulo(1.5).eq(0.5),
    means: p => p.stock % 1.5 === 0.5,
  },
  plus: { condition: p => p.stock.plus(1).gt(5), means: p => p.stock + 1 > 5 },
  minus: { condition: p => p.stock.minus(p.id).lt(0), means: p => p.stock - p.id < 0 },
  "minus of a sum": {
    condition: p => p.stock.minus(p.id.plus(1)).lt(0),
    means: p => p.stock - (p.id + 1) < 0,
  },
  times: { condition: p => p.price.times(p.stock).gt(100), means: p => p.price * p.stock > 100 },
  "times a sum": {
    condition: p => p.stock.plus(1).times(2).gt(10),
    means: p => (p.stock + 1) * 2 > 10,
  },
  "divided by": { condition: p => p.price.dividedBy(2).gt(40), means: p => p.price / 2 > 40 },
  modulo: { condition: p => p.stock.modulo(2).eq(0), means: p => p.stock % 2 === 0 },
  abs: { condition: p => p.stock.minus(10).abs().lte(5), means: p => Math.abs(p.stock - 10) <= 5 },
  round: { condition: p => p.price.round().eq(90), means: p => Math.round(p.price) === 90 },
  "round to digits": { condition: p => p.price.round(1).eq(89.9), means: p => p.price === 89.9 },
  sign: { condition: p => p.stock.sign().eq(0), means: p => p.stock === 0 },
  "arithmetic with null": {
    condition: p => p.weight.plus(1).isNull(),
    means: p => p.weight === null,
  },
  "cast to text": { condition: p => p.stock.cast("text").eq("100"), means: p => p.stock === 100 },
  "cast to a whole number": {
    condition: p => p.weight.cast("integer").eq(30),
    means: p => p.weight === 30,
  },
  case: {
    condition: p =>
      when(p.stock.eq(0), "none").when(p.stock.lt(5), "few").otherwise("many").eq("few"),
    means: p => p.stock > 0 && p.stock < 5,
  },
  "case without an otherwise": {
    condition: p => when(p.stock.eq(0), "none").isNull(),
    means: p => p.stock !== 0,
  },
  "more than the average": {
    condition: (p, db) => p.price.gt(scalar(db.Product.select(x => avg(x.price)))),
    means: p => p.price > (19.99 + 199 + 1.5 + 89.9 + 10 + 4.25) / 6,
  },
  "a query compared with a column": {
    condition: (p, db) => p.price.eq(db.Product.where({ id: 2 }).select(x => x.price)),
    means: p => p.id === 2,
  },
  "a correlated query": {
    condition: (p, db) =>
      exists(db.OrderItem.where(i => i.product_id.eq(p.id).and(i.quantity.gt(4)))),
    means: p => p.id === 3,
  },
  "no row of a correlated query": {
    condition: (p, db) => not(exists(db.OrderItem.where(i => i.product_id.eq(p.id)))),
    means: p => p.id === 4,
  },
  "in a query": {
    condition: (p, db) =>
      p.id.in(db.OrderItem.where(i => i.discount.isNotNull()).select(i => i.product_id)),
    means: p => [1, 2, 3, 6].includes(p.id),
  },
  "not in a query": {
    condition: (p, db) => p.id.notIn(db.OrderItem.select(i => i.product_id)),
    means: p => p.id === 4,
  },
  "some of a relation": {
    condition: p => p.order_items.some(i => i.quantity.gte(3)),
    means: p => p.id === 3 || p.id === 6,
  },
  "any of a relation": { condition: p => p.order_items.some(), means: p => p.id !== 4 },
  "none of a relation": { condition: p => p.order_items.none(), means: p => p.id === 4 },
  "every of a relation": {
    condition: p => p.order_items.every(i => i.quantity.lt(3)),
    means: p => [1, 2, 4, 5].includes(p.id),
  },
  "some of many to many": {
    condition: p => p.tags.some(t => t.name.eq("sale")),
    means: p => p.id === 1 || p.id === 2,
  },
  "both of many to many": {
    condition: p =>
      and(
        p.tags.some(t => t.name.eq("sale")),
        p.tags.some(t => t.name.eq("new")),
      ),
    means: p => p.id === 1,
  },
  "none of many to many": { condition: p => p.tags.none(), means: p => [3, 4, 6].includes(p.id) },
  "count of a relation": {
    condition: p => p.order_items.count().eq(2),
    means: p => p.id === 1 || p.id === 3,
  },
  "count of a part": {
    condition: p => p.order_items.count(i => i.quantity.gt(1)).eq(1),
    means: p => p.id === 1 || p.id === 6,
  },
  "sum over a relation": {
    condition: p => p.order_items.sum(i => i.quantity).gt(10),
    means: p => p.id === 3,
  },
  "largest of a relation": {
    condition: p => p.order_items.max(i => i.quantity).lte(1),
    means: p => p.id === 2 || p.id === 5,
  },
  "sum of a part of a relation": {
    condition: p =>
      p.order_items
        .where(i => i.quantity.gt(2))
        .sum(i => i.quantity)
        .eq(15),
    means: p => p.id === 3,
  },
  "average of a relation": {
    condition: p => p.order_items.avg(i => i.quantity).eq(7.5),
    means: p => p.id === 3,
  },
  "least of a relation": {
    condition: p => p.order_items.min(i => i.quantity).eq(3),
    means: p => p.id === 6,
  },
  "every of many to many": {
    condition: p => p.tags.every(t => t.name.eq("new")),
    means: p => p.id !== 1 && p.id !== 2,
  },
  "sum over many to many": {
    condition: p => p.tags.sum(t => t.id).eq(3),
    means: p => p.id === 1,
  },
  "between columns": {
    condition: p => p.id.between(p.stock, p.stock.plus(10)),
    means: p => p.id >= p.stock && p.id <= p.stock + 10,
  },
  "in the groups of a query": {
    condition: (p, db) =>
      p.id.in(
        db.OrderItem.groupBy(i => i.product_id)
          .select(i => i.product_id)
          .having(i => sum(i.quantity).gt(5)),
      ),
    means: p => p.id === 3,
  },
  "in a union": {
    condition: (p, db) =>
      p.id.in(db.Tag.select(t => t.id).union(db.Employee.where({ id: 5 }).select(e => e.id))),
    means: p => p.id <= 3 || p.id === 5,
  },
  "in the first rows of a query": {
    condition: (p, db) =>
      p.id.in(
        db.Product.orderBy(x => x.price.desc())
          .limit(2)
          .select(x => x.id),
      ),
    means: p => p.id === 2 || p.id === 4,
  },
  "not in a query that gives a null": {
    condition: (p, db) => p.id.notIn(db.Employee.select(e => e.manager_id)),
    means: () => false,
  },
  "over two relations": {
    condition: p => p.order_items.some(i => i.order.customer.name.eq("Grace")),
    means: p => [1, 3, 6].includes(p.id),
  },
  "a relation within a relation": {
    condition: p => p.tags.some(t => t.products.some(other => other.price.gt(100))),
    means: p => p.id === 1 || p.id === 2,
  },
};
