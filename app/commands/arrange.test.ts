import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { align, distribute, type Placed } from "./arrange.ts";

const boxes = fc.array(
  fc.record({
    x: fc.integer({ min: -5000, max: 5000 }),
    y: fc.integer({ min: -5000, max: 5000 }),
    width: fc.integer({ min: 1, max: 400 }),
    height: fc.integer({ min: 1, max: 900 }),
  }),
  { minLength: 3, maxLength: 12 },
);
const named = boxes.map(list =>
  list.map((box, index): Placed<string> => ({ ...box, id: `${index}` })),
);

const moved = (
  list: readonly Placed<string>[],
  places: ReadonlyMap<string, { x: number; y: number }>,
) => list.map(box => ({ ...box, ...places.get(box.id) }));

describe("aligned rectangles", () => {
  test("have the same edge, and stay on the other axis", () => {
    fc.assert(
      fc.property(named, list => {
        const left = moved(list, align(list, "x", "start"));
        expect(new Set(left.map(({ x }) => x)).size).toBe(1);
        const bottom = moved(list, align(list, "y", "end"));
        expect(new Set(bottom.map(({ y, height }) => y + height)).size).toBe(1);
        expect(bottom.map(({ x }) => x)).toEqual(list.map(({ x }) => x));
        const middle = moved(list, align(list, "x", "center")).map(({ x, width }) => x + width / 2);
        expect(Math.max(...middle) - Math.min(...middle)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe("distributed rectangles", () => {
  test("have equal gaps, and keep the space that they take", () => {
    fc.assert(
      fc.property(named, list => {
        const after = moved(list, distribute(list, "x")).toSorted(
          (a, b) => a.x + a.width / 2 - b.x - b.width / 2,
        );
        const gaps = after.slice(1).map((box, index) => {
          const before = after[index];
          return box.x - ((before?.x ?? 0) + (before?.width ?? 0));
        });
        const sorted = list.toSorted((a, b) => a.x + a.width / 2 - b.x - b.width / 2);
        const overlaps = gaps.some(gap => gap < 0);
        if (overlaps) return;
        expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(2);
        expect(after[0]?.x).toBe(sorted[0]?.x);
      }),
    );
  });

  test("need at least three", () => {
    expect(distribute([{ id: "a", x: 0, y: 0, width: 1, height: 1 }], "x").size).toBe(0);
  });
});
