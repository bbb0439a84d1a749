import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FingerprintWord } from "../../query/index.ts";
import { FingerprintTree } from "./fingerprint-tree.ts";

/** Few words, so that many fingerprints share a prefix; some of them look the same as text. */
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

/** Distinguishes values that look the same in JSON. */
const keyOf = (shape: readonly FingerprintWord[]): string =>
  shape.map(each => `${typeof each} ${each};`).join("");

describe("a map by fingerprints", () => {
  it("returns the value that was set last for the same words", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(words, fc.integer()), { maxLength: 40 }),
        words,
        (entries, other) => {
          const tree = new FingerprintTree<number>();
          const known = new Map<string, number>();
          for (const [shape, value] of entries) {
            tree.set(["rows"], shape, value);
            known.set(keyOf(shape), value);
          }
          for (const [shape] of entries)
            expect(tree.get(["rows"], shape)).toBe(known.get(keyOf(shape)));
          expect(tree.get(["rows"], other)).toBe(known.get(keyOf(other)));
        },
      ),
    );
  });

  it("keeps the values of different subjects apart", () => {
    const tree = new FingerprintTree<string>();
    tree.set(["rows", "sqlite"], ["row"], "rows");
    tree.set(["count", "sqlite"], ["row"], "count");
    expect(tree.get(["rows", "sqlite"], ["row"])).toBe("rows");
    expect(tree.get(["count", "sqlite"], ["row"])).toBe("count");
    expect(tree.get(["count", "mysql"], ["row"])).toBeUndefined();
  });

  it("is cleared when its size reaches the limit", () => {
    const tree = new FingerprintTree<number>();
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
