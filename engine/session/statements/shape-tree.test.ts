import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FingerprintWord } from "../../query/index.ts";
import { ShapeTree } from "./shape-tree.ts";

/** Few words, so that many ways begin alike; values that a text would write alike are among them. */
const word = fc.constantFrom<FingerprintWord>(
  "a",
  "b",
  "0",
  0,
  1,
  "1",
  true,
  "true",
  null,
  undefined,
);
const words = fc.array(word, { maxLength: 5 });

/** Tells apart what JSON would write alike. */
const keyOf = (shape: readonly FingerprintWord[]): string =>
  shape.map(each => `${typeof each} ${each};`).join("");

describe("a tree of shapes", () => {
  it("knows what was told of just these words last", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(words, fc.integer()), { maxLength: 40 }),
        words,
        (told, asked) => {
          const tree = new ShapeTree<number>();
          const known = new Map<string, number>();
          for (const [shape, value] of told) {
            tree.set(["rows"], shape, value);
            known.set(keyOf(shape), value);
          }
          for (const [shape] of told)
            expect(tree.get(["rows"], shape)).toBe(known.get(keyOf(shape)));
          expect(tree.get(["rows"], asked)).toBe(known.get(keyOf(asked)));
        },
      ),
    );
  });

  it("tells apart what is asked of one shape", () => {
    const tree = new ShapeTree<string>();
    tree.set(["rows", "sqlite"], ["row"], "rows");
    tree.set(["count", "sqlite"], ["row"], "count");
    expect(tree.get(["rows", "sqlite"], ["row"])).toBe("rows");
    expect(tree.get(["count", "sqlite"], ["row"])).toBe("count");
    expect(tree.get(["count", "mysql"], ["row"])).toBeUndefined();
  });

  it("forgets all rather than grow for ever, by what the shapes take", () => {
    const tree = new ShapeTree<number>();
    const shapeOf = (each: number) =>
      Array.from({ length: 1_000 }, (_, place) => each + place / 1e4);
    const all = Array.from({ length: 300 }, (_, each) => each);
    for (const each of all) tree.set([], shapeOf(each), each);
    expect(tree.get([], shapeOf(299))).toBe(299);
    const kept = all.filter(each => tree.get([], shapeOf(each)) === each);
    expect(kept.length).toBeLessThanOrEqual(101);
    expect(kept.length).toBeGreaterThan(50);
  });
});
