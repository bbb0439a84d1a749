/** Window functions and groups that the other selections leave out. */
import { functions, type Suite } from "./suite.ts";

const {
  avg,
  count,
  countDistinct,
  cumeDist,
  denseRank,
  firstValue,
  lag,
  lastValue,
  lead,
  max,
  nthValue,
  ntile,
  percentRank,
  rank,
  rowNumber,
  sum,
  textList,
} = functions;

export const windows: Suite = {
  "share of those before": {
    run: db =>
      db.Employee.select(e => ({ id: e.id, share: cumeDist().over({ orderBy: e.salary }) })).all(),
  },
  "a frame of values": {
    run: db =>
      db.Employee.select(e => ({
        id: e.id,
        so: sum(e.salary).over({ orderBy: e.salary, range: ["unbounded", "current"] }),
        near: count().over({ orderBy: e.salary, range: [-2000, 2000] }),
      })).all(),
  },
  "a frame of groups": {
    run: db =>
      db.Employee.select(e => ({
        id: e.id,
        near: count().over({ orderBy: e.salary, groups: [-1, "current"] }),
      })).all(),
  },
  "parts by two, in an order by two": {
    run: db =>
      db.Order.select(o => ({
        id: o.id,
        place: rowNumber().over({
          partitionBy: [o.customer_id, o.status],
          orderBy: [o.placed.desc(), o.id],
        }),
      })).all(),
  },
  "parts over a relation": {
    run: db =>
      db.OrderItem.select(i => ({
        order: i.order_id,
        place: rank().over({
          partitionBy: i.product.category,
          orderBy: i.product.price.desc().nullsLast(),
        }),
      })).all(),
  },
  "two rows before, or a text": {
    run: db => db.Product.select(p => lag(p.name, 2, "none").over({ orderBy: p.id })).all(),
  },
  "a window over groups": {
    run: db =>
      db.Order.groupBy(o => o.status)
        .select(o => ({ status: o.status, place: rank().over({ orderBy: count().desc() }) }))
        .all(),
  },
  "apart from the average of a part": {
    run: db =>
      db.Product.select(p => ({
        id: p.id,
        apart: p.price.minus(avg(p.price).over({ partitionBy: p.category })).round(6),
      })).all(),
  },
  "in the order of a window": {
    ordered: true,
    run: db =>
      db.Product.orderBy(p => rowNumber().over({ orderBy: p.price.desc() }))
        .select(p => p.id)
        .all(),
  },
  "groups of json": {
    run: db =>
      db.Customer.groupBy(c => c.settings.getText("theme"))
        .select(c => ({ theme: c.settings.getText("theme"), n: count() }))
        .all(),
  },
  "groups over two relations": {
    run: db =>
      db.OrderItem.groupBy(
        i => i.order.customer.name,
        i => i.product.category,
      )
        .select(i => ({ by: i.order.customer.name, of: i.product.category, n: sum(i.quantity) }))
        .all(),
  },
  "the largest group": {
    ordered: true,
    run: db =>
      db.OrderItem.groupBy(i => i.product.category)
        .select(i => ({ category: i.product.category, pieces: sum(i.quantity) }))
        .orderBy(i => sum(i.quantity).desc())
        .limit(1)
        .all(),
  },
  "a subquery next to groups": {
    run: db =>
      db.Order.groupBy(o => o.customer.id)
        .select(o => ({
          id: o.customer.id,
          pieces: db.OrderItem.where(i => i.order.customer_id.eq(o.customer.id)).select(i =>
            sum(i.quantity),
          ),
        }))
        .all(),
  },
  "a filtered count of different values": {
    run: db =>
      db.Order.select(o => countDistinct(o.customer_id).filter(o.status.ne("cancelled"))).all(),
  },
  "texts of a group": {
    run: db =>
      db.Order.groupBy(o => o.customer_id)
        .select(o => ({ customer: o.customer_id, states: textList(o.status, "|") }))
        .having(() => count().eq(1))
        .all(),
  },
  "groups of joined rows": {
    run: db =>
      db.Product.join(p => p.tags)
        .groupBy((_, t) => t.name)
        .select((p, t) => ({ tag: t.name, n: count(), dearest: max(p.price) }))
        .having(p => count(p.id).gt(1))
        .all(),
  },
  "different values in order": {
    ordered: true,
    run: db =>
      db.Order.select(o => ({ city: o.customer.city, year: o.placed.year() }))
        .distinct()
        .orderBy(
          o => o.placed.year(),
          o => o.customer.city.asc().nullsFirst(),
        )
        .all(),
  },
  "whether a selection has rows": {
    run: async db => [
      await db.Product.select(p => p.id).exists(),
      await db.Product.where({ id: 99 })
        .select(p => p.id)
        .exists(),
    ],
  },
  "a recursion that gathers text": {
    run: db => {
      const tree = db.recursiveTable(
        "tree",
        db.Employee.where(e => e.manager_id.isNull()).select(e => ({
          id: e.id,
          path: e.name.cast("text"),
        })),
        self =>
          db
            .from(self)
            .join(db.Employee, (t, e) => e.manager_id.eq(t.id))
            .select((t, e) => ({ id: e.id, path: t.path.concat("/", e.name) })),
      );
      return db
        .from(tree)
        .select(t => t.path)
        .all();
    },
  },
  "a common table compared with its average": {
    run: db => {
      const totals = db.commonTable(
        "totals",
        db.OrderItem.groupBy(i => i.order_id).select(i => ({
          id: i.order_id,
          pieces: sum(i.quantity),
        })),
      );
      return db.Order.join(totals, (o, t) => t.id.eq(o.id))
        .where((_, t) => t.pieces.gt(functions.scalar(db.from(totals).select(x => avg(x.pieces)))))
        .select(o => o.id)
        .all();
    },
  },
  "a union in groups": {
    run: db =>
      db
        .from(db.Tag.select(t => ({ id: t.id })).unionAll(db.Order.select(o => ({ id: o.id }))))
        .groupBy(r => r.id)
        .select(r => ({ id: r.id, n: count() }))
        .all(),
  },
  "a left join by two conditions": {
    run: db =>
      db.Customer.leftJoin(db.Order, (c, o) => o.customer_id.eq(c.id).and(o.status.eq("open")))
        .select((c, o) => ({ name: c.name, order: o.id }))
        .all(),
  },
  "row numbers": {
    run: db =>
      db.Product.select(p => ({ id: p.id, n: rowNumber().over({ orderBy: p.price }) })).all(),
  },
  "ranks within parts": {
    run: db =>
      db.Employee.select(e => ({
        id: e.id,
        place: rank().over({ orderBy: e.salary.desc() }),
        dense: denseRank().over({ orderBy: e.salary.desc() }),
      })).all(),
  },
  "percent rank": {
    run: db =>
      db.Employee.select(e => ({
        id: e.id,
        place: percentRank().over({ orderBy: e.salary }),
      })).all(),
  },
  ntile: {
    run: db =>
      db.Product.select(p => ({ id: p.id, third: ntile(3).over({ orderBy: p.price }) })).all(),
  },
  "the row before": {
    run: db =>
      db.Order.select(o => ({
        id: o.id,
        before: lag(o.id).over({ partitionBy: o.customer_id, orderBy: o.placed }),
      })).all(),
  },
  "the row after, or zero": {
    run: db =>
      db.Order.select(o => ({
        id: o.id,
        after: lead(o.id, 1, 0).over({ orderBy: o.placed }),
      })).all(),
  },
  "running sums": {
    run: db =>
      db.Product.select(p => ({
        id: p.id,
        so: sum(p.stock).over({ orderBy: p.id, rows: ["unbounded", "current"] }),
      })).all(),
  },
  "moving sums": {
    run: db =>
      db.Product.select(p => ({
        id: p.id,
        near: sum(p.stock).over({ orderBy: p.id, rows: [-1, 1] }),
      })).all(),
  },
  "share of a part": {
    run: db =>
      db.Product.select(p => ({
        id: p.id,
        all: sum(p.stock).over({ partitionBy: p.category }),
      })).all(),
  },
  "first and last of a window": {
    run: db =>
      db.Product.select(p => ({
        id: p.id,
        first: firstValue(p.name).over({ orderBy: p.price }),
        last: lastValue(p.name).over({ orderBy: p.price, rows: ["unbounded", "unbounded"] }),
        second: nthValue(p.name, 2).over({ orderBy: p.price, rows: ["unbounded", "unbounded"] }),
      })).all(),
  },
  "filtered window": {
    run: db =>
      db.Product.select(p => ({ id: p.id, n: count().filter(p.stock.gt(3)).over({}) })).all(),
  },
  "the dearest of each category": {
    run: db => {
      const ranked = db.Product.select(p => ({
        id: p.id,
        place: rowNumber().over({ partitionBy: p.category, orderBy: p.price.desc() }),
      }));
      return db
        .from(ranked)
        .where(r => r.place.eq(1))
        .select(r => r.id)
        .all();
    },
  },
};
