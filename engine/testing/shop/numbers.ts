/** Integers and fractions in one expression: databases infer the type of a parameter. */
import { functions, type Suite } from "./suite.ts";

const { avg, count, greatest, lead, least, max, rank, sql, sum, value, when } = functions;

/** The type is `number`, because few columns hold larger integers. */
const beyond = (places: bigint): number => (2n ** 53n + places) as unknown as number;

export const numbers: Suite = {
  "coalesce with a fraction": {
    run: db => db.Employee.select(e => ({ id: e.id, boss: e.manager_id.coalesce(0.5) })).all(),
  },
  "null if a fraction": { run: db => db.Product.select(p => p.stock.nullIf(1.5)).all() },
  "values of every kind": {
    run: db =>
      db.Tag.select(() => ({ i: value(1), r: value(1.5), t: value("x"), b: value(true) })).all(),
  },
  "constants in a selection": {
    run: db => db.Tag.select(t => ({ id: t.id, kind: "tag", weight: 1.5, rank: 2 })).all(),
  },
  "a value plus a value": { run: db => db.Tag.select(() => value(1).plus(2)).all() },
  "the sum of a value": { run: db => db.Product.select(() => sum(value(1))).all() },
  "the sum of a case": {
    run: db => db.Product.select(p => sum(when<number>(p.stock.gt(4), 1).otherwise(0))).all(),
  },
  "the sum of parts": { run: db => db.Product.select(p => sum(p.stock.times(0.5))).all() },
  "a case of whole numbers and fractions": {
    run: db =>
      db.Product.select(p => ({
        whole: when<number>(p.stock.gt(4), 1).otherwise(0),
        mixed: when<number>(p.stock.gt(4), 1.5).otherwise(p.stock),
      })).all(),
  },
  "greatest and least with a fraction": {
    run: db =>
      db.Product.select(p => ({ most: greatest(p.stock, 1.5), least: least(p.stock, 1.5) })).all(),
  },
  "the row after, or a fraction": {
    run: db => db.Product.select(p => lead(p.stock, 1, 0.5).over({ orderBy: p.id })).all(),
  },
  "a sum over a relation compared with a fraction": {
    run: db =>
      db.Product.where(p => p.order_items.sum(i => i.quantity).gt(1.5))
        .select(p => p.id)
        .all(),
  },
  "having compared with a fraction": {
    run: db =>
      db.Order.groupBy(o => o.status)
        .select(o => o.status)
        .having(() => count().gt(1.5))
        .all(),
  },
  "an average, divided": { run: db => db.Product.select(p => avg(p.stock).dividedBy(2)).all() },
  "a sum of whole numbers, divided": {
    run: db => db.Product.select(p => sum(p.stock).dividedBy(7)).all(),
  },
  "a sum of decimals, divided": {
    run: db =>
      db.Product.where({ id: [2, 5] })
        .select(p => sum(p.price).dividedBy(2))
        .all(),
  },
  "a json number, divided": {
    run: db =>
      db.Customer.where({ id: 1 })
        .select(c => c.settings.getNumber("limit").dividedBy(4))
        .all(),
  },
  "groups of an expression with a value": {
    run: db =>
      db.Product.groupBy(p => p.stock.dividedBy(10))
        .select(p => ({ tens: p.stock.dividedBy(10).times(10), n: count() }))
        .all(),
  },
  "the greatest of texts that are given": {
    run: db =>
      db.Product.select(p => ({
        id: p.id,
        ofCase: max(when(p.stock.gt(4), "many").otherwise("few")).over({}),
        ofNullable: max(when(p.stock.gt(4), "many").otherwise(null)).over({}),
        within: max(p.category.coalesce("none")).over({}),
      })).all(),
  },
  "groups of a case": {
    ordered: true,
    run: db =>
      db.Product.groupBy(p => when(p.stock.gt(4), "many").otherwise("few"))
        .select(p => ({ level: when(p.stock.gt(4), "many").otherwise("few"), n: count() }))
        .having(p => when(p.stock.gt(4), "many").otherwise("few").ne("none"))
        .orderBy(p => when(p.stock.gt(4), "many").otherwise("few").desc())
        .all(),
  },
  "groups of a case, of which the condition alone speaks": {
    run: db =>
      db.Product.groupBy(p => when(p.stock.gt(4), "many").otherwise("few"))
        .select(() => count())
        .having(p => when(p.stock.gt(4), "many").otherwise("few").eq("many"))
        .all(),
  },
  "groups of a case, in an order by a part of it": {
    ordered: true,
    run: db =>
      db.Product.groupBy(p => when(p.stock.gt(4), "many").otherwise("few"))
        .select(p => ({ n: count(), most: max(p.stock) }))
        .orderBy(p => when(p.stock.gt(4), "many").otherwise("few").length())
        .all(),
  },
  "a window over groups of an expression with a value": {
    run: db =>
      db.Product.groupBy(p => p.stock.dividedBy(10))
        .select(p => ({
          tens: p.stock.dividedBy(10),
          all: sum(p.stock.dividedBy(10)),
          place: rank().over({ orderBy: p.stock.dividedBy(10) }),
        }))
        .all(),
  },
  "groups of a value within json": {
    run: db =>
      db.Customer.groupBy(c => c.settings.getText("theme"))
        .select(c => ({ theme: c.settings.getText("theme"), n: count() }))
        .having(c => c.settings.getText("theme").isNotNull())
        .all(),
  },
  "groups of a date": {
    run: db =>
      db.Order.groupBy(o => o.placed.year())
        .select(() => count())
        .having(o => o.placed.year().gt(2000))
        .all(),
  },
  "a weekday, reckoned with": {
    run: db => db.Customer.select(c => c.born.weekday().times(2).plus(1)).all(),
  },
  "a negative whole number, divided": {
    run: db => db.Product.select(p => p.stock.times(-1).dividedBy(2)).all(),
  },
  "whole numbers, divided by nothing": {
    run: db => db.Product.select(p => p.stock.dividedBy(p.stock.minus(p.stock).nullIf(0))).all(),
  },
  "a union of kinds of numbers": {
    run: db =>
      db.Product.select(p => ({ n: p.stock }))
        .union(db.Tag.select(() => ({ n: value(2.5) })))
        .all(),
  },
  "a recursion that counts": {
    run: db => {
      const tree = db.recursiveTable(
        "tree",
        db.Employee.where(e => e.manager_id.isNull()).select(e => ({ id: e.id, depth: value(0) })),
        self =>
          db
            .from(self)
            .join(db.Employee, (t, e) => e.manager_id.eq(t.id))
            .select((t, e) => ({ id: e.id, depth: t.depth.plus(1) })),
      );
      return db
        .from(tree)
        .select(t => t.depth)
        .all();
    },
  },
  "a position compared with a fraction": {
    run: db =>
      db
        .from(db.Product.select(p => ({ n: functions.rowNumber().over({ orderBy: p.id }) })))
        .where(r => r.n.gt(1.5))
        .select(r => r.n)
        .all(),
  },
  "greatest and least with a null": {
    run: db =>
      db.Product.select(p => ({
        most: greatest(p.weight, 5),
        least: least(p.stock, p.weight, 5),
      })).all(),
  },
  "the greatest of one": {
    run: db => db.Product.select(p => ({ most: greatest(p.stock), least: least(p.stock) })).all(),
  },
  "fractions cast to whole numbers": {
    run: db =>
      db.Product.select(p => ({
        price: p.price.cast("integer"),
        weight: p.weight.times(2).cast("integer"),
      })).all(),
  },
  "rounded to tens and hundreds": {
    run: db =>
      db.Product.select(p => ({ tens: p.price.round(-1), hundreds: p.stock.round(-2) })).all(),
  },
  "a large number that divides": {
    run: db =>
      db.Shift.select(s => ({
        column: s.counter.dividedBy(3_000_000_000),
        value: s.id.times(0).plus(5).dividedBy(3_000_000_000),
      })).all(),
  },
  "a large number as text": {
    run: db => db.Tag.select(() => value(3_000_000_000).cast("text")).all(),
  },
  "integers that no number holds": { run: db => db.Shift.all() },
  "an integer that no number holds": {
    run: db =>
      db.Shift.where(s => s.counter.plus(1).eq(beyond(2n)))
        .select(s => s.id)
        .all(),
  },
  "an integer that no number holds, in a fragment": {
    run: db =>
      db.Shift.where(s => sql<boolean>`${s.counter} + 1 = ${beyond(2n)}`)
        .select(s => s.id)
        .all(),
  },
  "update by an integer that no number holds": {
    run: db => db.Shift.where({ counter: beyond(1n) }).update({ counter: beyond(3n) }),
    then: db => db.Shift.all(),
  },
  "a sum after a text": {
    run: db => db.Product.select(p => p.name.concat(p.stock.plus(1) as never)).all(),
  },
  "update by a case of fractions": {
    run: db => db.Product.update(p => ({ price: when<number>(p.stock.gt(4), 1.5).otherwise(2) })),
    then: db => db.Product.all(),
  },
  "update by a case of whole numbers": {
    run: db => db.Product.update(p => ({ stock: when<number>(p.stock.gt(4), 1).otherwise(2) })),
    then: db => db.Product.all(),
  },
  "update by a fraction of a whole number": {
    run: db => db.Product.where({ id: 2 }).update(p => ({ stock: p.stock.times(1.5) })),
    then: db => db.Product.all(),
  },
  "update by coalesce with a fraction": {
    run: db => db.Product.update(p => ({ weight: p.weight.coalesce(0.5) })),
    then: db => db.Product.all(),
  },
  "insert values of a selection": {
    run: db =>
      db.Product.insert(
        db.Tag.select(t => ({
          id: t.id.plus(100),
          name: t.name,
          price: value(1.5),
          stock: value(2),
        })),
      ),
    then: db => db.Product.all(),
  },
};
