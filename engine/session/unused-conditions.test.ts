/** A condition that a callback creates must be part of its result: `a && b` is `b` in JavaScript. */
import { describe, expect, it } from "vitest";
import { noCallSites, queryFunctions } from "../query/index.ts";
import { openShop, shopDocument } from "../testing/shop/open-shop.ts";
import { openDatabase } from "./database.ts";

/** Runs code as JavaScript users write it, without instrumentation. */
const run = async (code: string): Promise<unknown> => {
  const functions = queryFunctions(noCallSites);
  const names = Object.keys(functions);
  const AsyncFunction = (async () => undefined).constructor as FunctionConstructor;
  const { db } = openDatabase({ document: shopDocument, driver: openShop() });
  const values = names.map(name => Reflect.get(functions, name));
  return AsyncFunction("db", ...names, code)(db, ...values);
};

describe("a condition that is not part of the result is refused", () => {
  it.each([
    "db.Product.where(p => p.stock.gt(1) && p.price.lt(9))",
    "db.Product.where(p => p.stock.gt(1) && p.price.lt(9)).delete()",
    "db.Product.where(p => p.stock.gt(1) && p.price.lt(9).or(p.price.isNull()))",
    "db.Product.where(p => p.price.isNull().or(p.stock.gt(1) && p.price.lt(9)))",
    "db.Product.where(p => not(p.stock.gt(1) && p.price.lt(9)))",
    "db.Product.where(p => p.tags.some() && p.price.lt(9))",
    "db.Product.where(p => p.tags.some(t => t.id.gt(1) && t.name.eq('new')))",
    "db.Product.where(p => p.id.in([1, 2]) && p.name.like('L%'))",
    "db.Customer.where(c => c.active && c.name.eq('Ada'))",
    `db.Product.where(p => sql\`\${p.stock} % 2 = 0\` && p.price.lt(9))`,
    "db.Product.where(p => exists(db.Tag) && p.price.lt(9))",
    "db.Order.where(o => o.customer.isNotNull() && o.id.gt(1))",
    "db.Product.select(p => ({ cheap: p.stock.gt(1) && p.price.lt(9) }))",
    "db.Product.select(p => when(p.stock.gt(1) && p.price.lt(9), 1).otherwise(2))",
    "db.Product.select(p => ({ n: count().filter(p.stock.gt(1) && p.price.lt(9)) }))",
    "db.Product.orderBy(p => p.stock.gt(1) && p.price.lt(9))",
    "db.Product.groupBy(p => p.stock).select(p => count()).having(p => count().gt(1) && max(p.id).lt(9))",
    "db.Product.join(db.Tag, (p, t) => p.id.eq(t.id) && t.id.gt(1))",
    "db.Product.update(p => ({ stock: when(p.stock.gt(1) && p.price.lt(9), 1).otherwise(2) }))",
    "db.Customer.with(c => c.orders.where(o => o.id.gt(1) && o.status.eq('open')))",
    "db.Product.upsert({ id: 1, name: 'x', price: 1, stock: 1 }, { where: (p, given) => given.price.gt(1) && p.stock.gt(1) })",
  ])("%s", async code => {
    await expect(run(code)).rejects.toMatchObject({
      code: "not-a-condition",
      hint: expect.stringContaining("and(a, b)"),
    });
  });
});

describe("a condition that is used in any way is accepted", () => {
  it.each([
    "return db.Product.where(p => p.stock.gt(1).and(p.price.lt(9)).and(p.id.gt(0)).or(p.id.eq(1))).all()",
    "return db.Product.where(p => and(p.stock.gt(1), or(p.price.lt(9), not(p.id.gt(0))))).all()",
    "const test = []; return db.Product.where(p => { test.push(p.stock.gt(1)); test.push(p.id.gt(1)); return and(...test); }).all()",
    "return db.Product.where(p => p.tags.where(t => t.id.gt(1)).some(t => t.name.ne('x'))).all()",
    "return db.Customer.where(c => c.active.eq(true).and(c.active)).all()",
    "return db.Customer.where(c => c.active).orderBy(c => c.active.desc()).all()",
    "return db.Customer.select(c => ({ a: c.active, of: { b: c.active.not() } })).all()",
    "return db.Customer.select(c => min(c.active)).all()",
    "return db.Customer.select(c => ({ isActive: c.active, whole: c })).all()",
    "return db.Product.select(p => ({ m: max(p.price).filter(p.stock.gt(1)), n: count().filter(p.id.gt(1)).filter(p.id.gt(2)) })).all()",
    "return db.Product.select(p => when(p.stock.gt(1), true).when(p.stock.gt(0), false).otherwise(true)).all()",
    "return db.Product.select(p => when(p.stock.gt(1), true).when(p.id.gt(1), false)).all()",
    "return db.Product.where(p => p.id.in(db.Product.where({ name: 'Lamp', stock: [1, 2] }).select(o => o.id))).all()",
    "const few = db.Product.where(p => p.stock.lt(9)); return few.where(p => p.price.gte(scalar(few.select(o => max(o.price))))).all()",
    "return db.Product.where(p => exists(db.OrderItem.where(i => i.product_id.eq(p.id)).where(i => i.quantity.gt(1)))).all()",
    "return db.Order.where(o => o.customer.in([]).or(o.customer.isNull())).all()",
    "return db.Customer.join(c => c.orders.where(o => o.id.gt(1))).select((c, o) => ({ a: c.active, s: o.status })).all()",
    "return db.Customer.defer(c => [c.active, c.name]).all()",
    "return db.Customer.groupBy(c => c.active).select(c => ({ a: c.active, n: count() })).all()",
    `return db.Product.where(p => sql\`\${p.stock.gt(1)} OR \${sql\`\${p.price} < 9\`}\`).all()`,
    "return db.Customer.select(c => ({ r: rowNumber().over({ partitionBy: c.active, orderBy: c.active.desc() }) })).all()",
    "const isCheap = p => p.price.lt(9); return db.Product.where(isCheap).where(p => not(isCheap(p))).all()",
    "let kept; const some = db.Product.where(p => (kept = p.stock.gt(1))); return some.select(p => ({ kept, id: p.id })).all()",
    "return db.Product.update(p => ({ stock: p.stock.plus(when(p.price.gt(1), 1).otherwise(0)) }))",
  ])("%s", async code => {
    await expect(run(code)).resolves.toBeDefined();
  });
});
