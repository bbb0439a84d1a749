/** Parts of queries where JavaScript decides: each is refused at its place, and ordinary code is left alone. */
import { describe, expect, it } from "vitest";
import { blogDocument, openBlog } from "../../../engine/testing/blog.ts";
import { execute } from "./execute.ts";

const run = (code: string) =>
  execute({
    document: blogDocument,
    driver: openBlog(),
    request: { code, keep: false },
    now: () => performance.now(),
  });

/** Code, and the part of it that JavaScript would decide by. */
const refused: readonly (readonly [string, string])[] = [
  ["await db.Post.where(p => p.id.gt(1) && p.title.eq('x')).all();", "p.id.gt(1)"],
  ["await db.Post.where(p => p.id.gt(1) || p.title.eq('x')).all();", "p.id.gt(1)"],
  [
    "await db.Post.where(p => (p.id.gt(1).or(p.id.eq(0))) && p.id.lt(3)).all();",
    "p.id.gt(1).or(p.id.eq(0))",
  ],
  ["await db.Post.where(p => p.id.gt(1) ? p.id.lt(3) : p.id.lt(9)).all();", "p.id.gt(1)"],
  [
    "await db.Post.where(p => { if (p.id.gt(1)) return p.id.lt(3); return p.id.lt(9); }).all();",
    "p.id.gt(1)",
  ],
  ["await db.Post.where(p => !p.id.gt(1)).all();", "p.id.gt(1)"],
  ["await db.Post.where(p => !!p.id.gt(1) || p.id.lt(3)).all();", "p.id.gt(1)"],
  ["await db.Post.where(p => and(p.id.gt(1) && p.id.gt(0), p.id.lt(9))).all();", "p.id.gt(1)"],
  ["await db.User.where(u => u.posts.some(p => p.id.gt(1) || p.id.lt(0))).all();", "p.id.gt(1)"],
  ["await db.User.with(u => u.posts.where(p => p.id.gt(1) && p.id.lt(9))).all();", "p.id.gt(1)"],
  ["await db.Post.select(p => ({ t: p.title || 'none' })).all();", "p.title"],
  ["await db.Post.select(p => ({ t: p.title ?? 'none' })).all();", "p.title"],
  ["await db.Post.select(p => ({ t: p.id === 1 ? 'one' : 'more' })).all();", "p.id"],
  ["await db.Post.select(p => ({ t: 1 !== p.id ? 'more' : 'one' })).all();", "p.id"],
  ["await db.Post.orderBy(p => p.title.desc() || p.id).all();", "p.title.desc()"],
  ["await db.Post.where(p => p.author && p.author.name.eq('Ada')).all();", "p.author"],
  ["await db.User.where(u => u.posts ? u.id.gt(1) : u.id.gt(2)).all();", "u.posts"],
  [
    "await db.Post.groupBy(p => p.author_id).select(() => count()).having(() => count().gt(1) && count().lt(9)).all();",
    "count().gt(1)",
  ],
  ["await db.Post.where(p => { let c = p.id.gt(1); c ||= p.id.lt(3); return c; }).all();", "c"],
  ["await db.Post.where(p => { let c = p.id.gt(1); c &&= p.id.lt(3); return c; }).all();", "c"],
  ["await db.Post.where(p => { while (p.id.gt(1)) return p.id.lt(3); }).all();", "p.id.gt(1)"],
  [
    "await db.Post.where(p => { switch (p.title) { default: return p.id.lt(3); } }).all();",
    "p.title",
  ],
];

describe("a part of a query that JavaScript would decide by", () => {
  it.each(refused)("%s", async (code, part) => {
    const { failure, statements } = await run(code);
    expect(failure).toMatchObject({ kind: "query", code: "not-a-condition" });
    const { start = 0, end = 0 } = failure?.origin ?? {};
    expect(code.slice(start, end)).toBe(part);
    expect(statements).toHaveLength(0);
  });
});

/** Code that uses truth values of the program, and what it prints. */
const allowed: readonly (readonly [string, string])[] = [
  ["const n = 0; console.log([n || 5, n && 5, !n, n ? 1 : 2, n ?? 3].join());", "5,0,true,2,0"],
  [
    "let condition; for (const id of [1, 2]) condition = condition === undefined ? id : condition + id; console.log(condition);",
    "3",
  ],
  [
    "let a = 0; a ||= 2; let b = 1; b &&= 3; const o = { c: null }; o.c ||= 4; console.log(a + b + o.c);",
    "9",
  ],
  ["let a = 0; const b = (a ||= undefined); console.log(String(b));", "undefined"],
  [
    "const post = await db.Post.with(p => p.author).where({ id: 1 }).first(); console.log(post.author ? 'yes' : 'no');",
    "yes",
  ],
  [
    "const post = await db.Post.get(1); const same = await db.Post.get(1); console.log(post === same);",
    "true",
  ],
  [
    "const filter = undefined; const all = await db.Post.where(p => filter?.(p) ?? p.id.gt(1)).all(); console.log(all.length > 0 && all[0] !== null);",
    "true",
  ],
  ["if ((1, 0)) console.log('first'); else console.log('last');", "last"],
  ["console.log((1, 2));", "2"],
  ["const q = db.Post.where(p => p.id.gt(1)); console.log(q ? 'query' : '');", "query"],
  ["for (let i = 0; i < 3 && i !== 2; i++) if (i === 1) console.log(i);", "1"],
];

describe("an ordinary truth value", () => {
  it.each(allowed)("%s", async (code, printed) => {
    const { failure, lines } = await run(code);
    expect(failure).toBeNull();
    const [first] = lines[0]?.values ?? [];
    const text = first && "text" in first ? first.text : first?.kind;
    expect(text).toBe(printed);
  });
});
