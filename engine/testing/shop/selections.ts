/** Selections, groups, expressions, loads: named, and the same everywhere. */
import { functions, type Suite } from "./suite.ts";

const {
  avg,
  count,
  countDistinct,
  exists,
  greatest,
  least,
  max,
  min,
  not,
  scalar,
  sql,
  sum,
  textList,
  value,
  when,
} = functions;

export const selections: Suite = {
  "parts of texts": {
    run: db =>
      db.Customer.select(c => ({
        first: c.name.left(2),
        last: c.name.right(2),
        none: c.name.right(0),
        all: c.name.left(50).concat(c.name.right(50)),
        of: c.city.left(c.id),
        to: c.city.right(c.id),
      })).all(),
    means: `SELECT substr(name, 1, 2), substr(name, -2), '', name || name, substr(city, 1, id), substr(city, -id)
      FROM customers`,
  },
  "texts of a length": {
    run: db =>
      db.Customer.select(c => ({
        spaces: c.name.lpad(8),
        zeros: c.id.cast("text").lpad(3, "0"),
        dots: c.name.rpad(7, ".-"),
        cut: c.name.lpad(2, "*").concat(c.name.rpad(2, "*")),
        nothing: c.city.rpad(9, "x"),
        by: c.name.lpad(c.id, "y"),
        times: c.name.repeat(2),
        never: c.name.repeat(0),
        often: value("=").repeat(c.id),
        unknown: c.city.repeat(2),
      })).all(),
    means: `SELECT substr('        ', 1, max(0, 8 - length(name))) || name, printf('%03d', id), substr(name || '.-.-.-.', 1, max(7, length(name))), substr(name, 1, 2) || substr(name, 1, 2),
        substr(city || 'xxxxxxxxx', 1, 9), CASE WHEN length(name) < id THEN substr('yyyyy', 1, id - length(name)) || name
        ELSE substr(name, 1, id) END, name || name, '', substr('=====', 1, id), city || city
      FROM customers WHERE id < 5 UNION ALL
      SELECT '50% off_', '005', '50% off', '5050', 'Parisxxxx', '50% o', '50% off_er50% off_er', '', '=====', 'ParisParis'`,
  },
  "a row without a table": {
    run: db =>
      db
        .select({
          text: "a",
          number: 2,
          truth: true,
          nothing: null,
          most: scalar(db.Product.select(p => max(p.id))),
        })
        .all(),
    means: "SELECT 'a', 2, 1, NULL, 6",
  },
  "rows without a table, in a union": {
    run: db =>
      db
        .select({ name: "none" })
        .union(db.Tag.select(t => ({ name: t.name })))
        .orderBy(r => r.name)
        .all(),
    means: "SELECT 'none' UNION SELECT name FROM tags",
  },
  "a count and the existence of a row without a table": {
    run: async db => [
      await db.select({ one: 1 }).count(),
      (await db.select({ one: 1 }).exists()) ? 1 : 0,
      await db.Tag.where(() => exists(db.select({ one: 1 }))).count(),
    ],
    means: "SELECT 1 UNION ALL SELECT 1 UNION ALL SELECT 3",
  },
  "a calendar": {
    ordered: true,
    run: db => {
      const days = db.recursiveTable(
        "days",
        db.select({ day: value("2024-02-28").cast("date") }),
        self =>
          db
            .from(self)
            .where(d => d.day.lt("2024-03-02"))
            .select(d => ({ day: d.day.add(1, "day") })),
      );
      return db
        .from(days)
        .leftJoin(db.Shift, (d, s) => s.day.eq(d.day))
        .select((d, s) => ({ day: d.day, shift: s.id }))
        .orderBy(d => d.day)
        .all();
    },
    means: `SELECT '2024-02-28', NULL UNION ALL SELECT '2024-02-29', 2 UNION ALL SELECT '2024-03-01', NULL
      UNION ALL SELECT '2024-03-02', NULL`,
  },
  "all entities": { run: db => db.Product.all() },
  "by key": { run: async db => [await db.Product.get(3)] },
  "by composite key": { run: async db => [await db.OrderItem.get({ order_id: 1, product_id: 3 })] },
  "matching values": {
    run: db => db.Order.where({ status: ["open", "shipped"], note: null }).all(),
  },
  "first in order": { run: async db => [await db.Product.orderBy(p => p.price.desc()).first()] },
  "exactly one": { run: async db => [await db.Customer.where({ name: "Ada" }).one()] },
  count: { run: async db => [await db.Order.where({ status: "open" }).count()] },
  "count of a cut": {
    run: async db => [
      await db.Product.orderBy(p => p.id)
        .limit(4)
        .offset(1)
        .count(),
    ],
  },
  "count of distinct values": {
    run: async db => [
      await db.Product.select(p => p.category)
        .distinct()
        .count(),
    ],
  },
  "count of groups": {
    run: async db => [
      await db.Order.groupBy(o => o.status)
        .select(o => o.status)
        .count(),
    ],
  },
  exists: { run: async db => [await db.Order.where({ status: "lost" }).exists()] },
  "order by two": {
    ordered: true,
    run: db =>
      db.Product.orderBy(
        p => p.category.asc().nullsFirst(),
        p => p.price.desc(),
      ).all(),
  },
  "nulls first, descending": {
    ordered: true,
    run: db =>
      db.Product.orderBy(
        p => p.weight.desc().nullsFirst(),
        p => p.id,
      )
        .select(p => p.id)
        .all(),
  },
  "nulls last": {
    ordered: true,
    run: db =>
      db.Product.orderBy(
        p => p.weight.asc().nullsLast(),
        p => p.id,
      )
        .select(p => p.id)
        .all(),
  },
  "order by an expression": {
    ordered: true,
    run: db =>
      db.Product.orderBy(
        p => p.price.times(p.stock),
        p => p.id,
      )
        .select(p => p.id)
        .all(),
  },
  "order by a relation": {
    ordered: true,
    run: db =>
      db.Order.orderBy(
        o => o.customer.name,
        o => o.id,
      )
        .select(o => o.id)
        .all(),
  },
  "order by a count": {
    ordered: true,
    run: db =>
      db.Customer.orderBy(
        c => c.orders.count().desc(),
        c => c.id,
      )
        .select(c => c.id)
        .all(),
  },
  "limit and offset": {
    ordered: true,
    run: db =>
      db.Product.orderBy(p => p.id)
        .limit(2)
        .offset(3)
        .all(),
  },
  "offset alone": {
    ordered: true,
    run: db =>
      db.Product.orderBy(p => p.id)
        .offset(4)
        .all(),
  },
  "limit of zero": { run: db => db.Product.limit(0).all() },
  "one value": { run: db => db.Product.select(p => p.name).all() },
  "nested values": {
    run: db =>
      db.Order.select(o => ({
        id: o.id,
        by: { name: o.customer.name, city: o.customer.city },
      })).all(),
  },
  "distinct pairs": {
    run: db =>
      db.Order.select(o => ({ customer: o.customer_id, status: o.status }))
        .distinct()
        .all(),
  },
  "a condition as a value": {
    run: db => db.Product.select(p => ({ id: p.id, dear: p.price.gt(50) })).all(),
  },
  "a value of one's own": {
    run: db => db.Tag.select(t => ({ id: t.id, kind: value("tag") })).all(),
  },
  "a case as a value": {
    run: db =>
      db.Product.select(p => ({
        id: p.id,
        level: when(p.stock.gt(10), "high").otherwise("low"),
      })).all(),
  },
  "json as it is": {
    run: db =>
      db.Customer.where({ id: 4 })
        .select(c => c.settings.getText("limit"))
        .all(),
  },
  "json text after a text": {
    run: db => db.Customer.select(c => c.name.concat(c.settings.getText("theme"))).all(),
  },
  "a text of texts": {
    run: db =>
      db.Customer.select(c => c.name.concat(c.name.concat("!"), c.id.times(2) as never)).all(),
  },
  "json that is null": {
    run: db =>
      db.Shift.select(s => ({
        text: s.report.getText("left"),
        number: s.report.getNumber("left"),
        missing: s.report.getText("left").isNull(),
        otherwise: s.report.getText("left").coalesce("none"),
        word: s.report.getText("by"),
      })).all(),
  },
  "an enum, a uuid and a date as texts": {
    run: db =>
      db.Shift.where(s => s.effort.contains("o"))
        .select(s => ({
          loud: s.effort.upper(),
          first: s.effort.substring(1, 1),
          at: s.effort.indexOf("w"),
          march: s.day.startsWith("2024-03"),
          badge: s.badge.contains("e29b"),
        }))
        .all(),
  },
  "least and greatest truth values": {
    run: db => db.Shift.select(s => ({ some: max(s.paid), every: min(s.paid) })).all(),
  },
  "the greatest truth value of a relation": {
    run: db =>
      db.Customer.select(c => ({ id: c.id, some: c.orders.max(o => o.customer.active) })).all(),
  },
  "truth values in order, the greatest so far": {
    run: db => db.Shift.select(s => max(s.paid).over({ orderBy: s.id })).all(),
  },
  "a list of what is no text": {
    run: db =>
      db.Shift.select(s => ({ ids: textList(s.id as never), days: textList(s.day, "; ") })).all(),
  },
  "a truth value as it is": { run: db => db.Tag.select(() => ({ yes: true, no: false })).all() },
  "order by a value, then by a column": {
    ordered: true,
    run: db =>
      db.Product.orderBy(
        () => value(1),
        p => p.id.desc(),
      )
        .select(p => ({ stock: p.stock, id: p.id }))
        .all(),
  },
  "order by nothing but a value": { run: db => db.Tag.orderBy(() => value(1)).all() },
  "an expression in a hole of a fragment": {
    run: db =>
      db.Product.where(p => sql<boolean>`${p.stock.plus(1)} * 2 = ${12}`)
        .select(p => p.id)
        .all(),
  },
  "a fragment in a hole of a fragment": {
    run: db =>
      db.Product.where(p => sql<boolean>`${p.stock} ${sql`IN (1, 2)`}`)
        .select(p => p.id)
        .all(),
  },
  "a scalar query": {
    run: db =>
      db.Customer.select(c => ({
        id: c.id,
        last: db.Order.where(o => o.customer_id.eq(c.id)).select(o => max(o.placed)),
      })).all(),
  },
  "counts of relations": {
    run: db =>
      db.Customer.select(c => ({
        id: c.id,
        orders: c.orders.count(),
        open: c.orders.count(o => o.status.eq("open")),
      })).all(),
  },
  "sums over relations": {
    run: db =>
      db.Order.select(o => ({
        id: o.id,
        pieces: o.order_items.sum(i => i.quantity).coalesce(0),
      })).all(),
  },
  "sums over relations of relations": {
    run: db =>
      db.Order.select(o => ({
        id: o.id,
        total: o.order_items.sum(i => i.product.price.times(i.quantity)),
      })).all(),
  },
  aggregates: {
    run: db =>
      db.Product.select(p => ({
        n: count(),
        least: min(p.price),
        most: max(p.price),
        all: sum(p.stock),
      })).all(),
  },
  "average of an empty set": {
    run: db =>
      db.Product.where({ id: 99 })
        .select(p => avg(p.price))
        .all(),
  },
  "aggregates leave out nulls": {
    run: db => db.Product.select(p => ({ all: count(), weighed: count(p.weight) })).all(),
  },
  "filtered aggregates": {
    run: db =>
      db.Order.select(o => ({ open: count().filter(o.status.eq("open")), all: count() })).all(),
  },
  "distinct count": { run: db => db.OrderItem.select(i => countDistinct(i.product_id)).all() },
  "text list": {
    run: db =>
      db.Tag.where({ id: 2 })
        .select(t => textList(t.name, ", "))
        .all(),
  },
  groups: {
    run: db =>
      db.Order.groupBy(o => o.status)
        .select(o => ({ status: o.status, n: count() }))
        .all(),
  },
  "groups of a nullable column": {
    run: db =>
      db.Product.groupBy(p => p.category)
        .select(p => ({ category: p.category, n: count() }))
        .all(),
  },
  "groups over a relation": {
    run: db =>
      db.Order.groupBy(o => o.customer.city)
        .select(o => ({ city: o.customer.city, n: count() }))
        .all(),
  },
  "groups of an expression": {
    run: db =>
      db.Order.groupBy(o => o.placed.year())
        .select(o => ({ year: o.placed.year(), n: count() }))
        .all(),
  },
  having: {
    run: db =>
      db.Order.groupBy(o => o.status)
        .select(o => o.status)
        .having(() => count().gt(1))
        .all(),
  },
  "having and order": {
    ordered: true,
    run: db =>
      db.OrderItem.groupBy(i => i.product.name)
        .select(i => ({ name: i.product.name, pieces: sum(i.quantity) }))
        .having(i => sum(i.quantity).gte(2))
        .orderBy(
          i => sum(i.quantity).desc(),
          i => i.product.name,
        )
        .all(),
  },
  "where before groups": {
    run: db =>
      db.Order.where(o => o.shipped.isNull())
        .groupBy(o => o.status)
        .select(o => ({ status: o.status, n: count() }))
        .all(),
  },
  "greatest and least": {
    run: db =>
      db.Product.select(p => ({
        most: greatest(p.stock, p.id),
        least: least(p.stock, p.id),
      })).all(),
  },
  "beginning of the month": {
    run: db => db.Order.select(o => ({ id: o.id, month: o.placed.startOf("month") })).all(),
  },
  "beginning of the hour": {
    run: db => db.Order.select(o => ({ id: o.id, hour: o.placed.startOf("hour") })).all(),
  },
  "days later": {
    run: db => db.Order.select(o => ({ id: o.id, due: o.placed.add(14, "day") })).all(),
  },
  "months earlier": {
    run: db =>
      db.Order.where({ id: 1 })
        .select(o => o.placed.add(-2, "month"))
        .all(),
  },
  "minutes by a column": {
    run: db =>
      db.Order.select(o => ({ id: o.id, at: o.placed.add(o.id.times(5), "minute") })).all(),
  },
  "seconds between": {
    run: db =>
      db.Order.where(o => o.shipped.isNotNull())
        .select(o => ({ id: o.id, took: o.placed.secondsUntil(o.shipped) }))
        .all(),
  },
  "parts of a time": {
    run: db =>
      db.Order.select(o => ({
        h: o.placed.hour(),
        m: o.placed.minute(),
        s: o.placed.second(),
      })).all(),
  },
  "a fragment as a value": {
    run: db => db.Product.select(p => ({ id: p.id, twice: sql<number>`${p.stock} * 2` })).all(),
  },
  "a scalar with an aggregate": {
    run: db =>
      db.Product.select(p => ({
        id: p.id,
        share: p.stock.dividedBy(scalar(db.Product.select(() => count()))),
      })).all(),
  },
  "exists in a selection": {
    run: db =>
      db.Customer.select(c => ({
        id: c.id,
        buys: exists(db.Order.where(o => o.customer_id.eq(c.id))),
      })).all(),
  },
  "not exists over a relation": {
    run: db =>
      db.Customer.where(c => not(c.orders.some(o => o.order_items.some())))
        .select(c => c.id)
        .all(),
  },
  "eager, to many": {
    run: async db =>
      (await db.Customer.with(c => c.orders).all()).map(c => [c.id, c.orders.length]),
  },
  "eager, many to many": {
    run: async db =>
      (await db.Product.with(p => p.tags).all()).map(p => [p.id, p.tags.map(t => t.name).sort()]),
  },
  "eager, nested": {
    run: async db =>
      (await db.Customer.with(c => c.orders.with(o => o.order_items)).all()).map(c =>
        c.orders.map(o => [o.id, o.order_items.length]),
      ),
  },
  "a page": {
    ordered: true,
    run: async db => (await db.Product.orderBy(p => p.price).page({ size: 2 })).items,
  },
  "a page behind another": {
    ordered: true,
    run: async db => {
      const query = db.Product.orderBy(p => p.weight.desc().nullsLast());
      const { next } = await query.page({ size: 4 });
      return (await query.page({ size: 4, after: next })).items;
    },
  },
  "your own rows": {
    run: db => db.sql`SELECT id, name FROM tags WHERE id > ${1} AND name <> ${"x'; --"}`,
  },
  "your own entities": { run: db => db.Tag.fromSql`SELECT name, id FROM tags WHERE id < ${3}` },
};
