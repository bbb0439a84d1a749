import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { areaOf, overlap } from "../lines/index.ts";
import type { PlacedCard } from "./columns.ts";
import type { LayoutCard } from "./graph.ts";
import { layOut } from "./lay-out.ts";

const link = (from: number, to: number) => ({
  from: `card ${from}`,
  to: `card ${to}`,
  fromRow: 68,
  toRow: 45,
});

const cardsOf = (count: number): readonly LayoutCard[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `card ${index}`,
    width: 188 + (index % 3) * 40,
    height: 85 + (index % 5) * 46,
  }));

const overlapping = (placed: readonly PlacedCard[]) =>
  placed.flatMap((one, index) =>
    placed.slice(index + 1).flatMap(other => (overlap(areaOf(one), areaOf(other)) ? [other] : [])),
  );

const extentOf = (placed: readonly PlacedCard[]) => ({
  left: Math.min(...placed.map(card => card.x)),
  top: Math.min(...placed.map(card => card.y)),
  right: Math.max(...placed.map(card => card.x + card.width)),
  bottom: Math.max(...placed.map(card => card.y + card.height)),
});

const diagram = fc.integer({ min: 1, max: 14 }).chain(count =>
  fc.record({
    cards: fc.constant(cardsOf(count)),
    links: fc
      .array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 16 })
      .map(pairs => pairs.map(([from, to]) => link(from, to))),
    aspect: fc.constantFrom(0.5, 1, 1.6),
  }),
);

describe("a layout", () => {
  test("places every card once, and none over another", () => {
    fc.assert(
      fc.property(diagram, request => {
        const placed = layOut(request);
        const ids = placed.map(({ id }) => id).sort();
        expect(ids).toEqual(request.cards.map(({ id }) => id).sort());
        expect(overlapping(placed)).toEqual([]);
        const { left, top } = extentOf(placed);
        expect([left, top]).toEqual([0, 0]);
      }),
      { numRuns: 25 },
    );
  });

  test("is the same each time", () => {
    const request = { cards: cardsOf(9), links: [link(1, 0), link(2, 0), link(3, 2)], aspect: 1.5 };
    expect(layOut(request)).toEqual(layOut(request));
  });

  test("puts tables without relations below the others", () => {
    const links = [link(0, 1), link(1, 2), link(2, 3), link(4, 4)];
    const placed = layOut({ cards: cardsOf(8), links, aspect: 1.5 });
    const isRelated = ({ id }: PlacedCard) => Number(id.slice(5)) < 4;
    const related = extentOf(placed.filter(isRelated));
    const single = extentOf(placed.filter(card => !isRelated(card)));
    expect(single.top).toBeGreaterThan(related.bottom);
  });

  test("keeps unconnected groups apart", () => {
    const links = [link(0, 1), link(1, 2), link(3, 4), link(4, 5)];
    const placed = layOut({ cards: cardsOf(6), links, aspect: 1.5 });
    const groups = [placed.slice(0, 3), placed.slice(3)].map(extentOf);
    const [one, other] = groups;
    expect(one && other && overlap(one, other)).toBe(false);
  });

  test("has about the aspect ratio of the canvas", () => {
    const links = Array.from({ length: 119 }, (_, index) => link(index + 1, index >> 1));
    for (const aspect of [0.7, 1.6]) {
      const { right, bottom } = extentOf(layOut({ cards: cardsOf(120), links, aspect }));
      expect(right / bottom / aspect).toBeGreaterThan(0.6);
      expect(right / bottom / aspect).toBeLessThan(1.7);
    }
  });

  test("reports a growing progress", () => {
    const links = [link(0, 1), link(2, 3)];
    const reported: number[] = [];
    layOut({ cards: cardsOf(4), links, aspect: 1 }, progress => reported.push(progress));
    expect(reported).toEqual(reported.toSorted((one, other) => one - other));
    expect(reported.at(-1)).toBeCloseTo(1);
  });
});
