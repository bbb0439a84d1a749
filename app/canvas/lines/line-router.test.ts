import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Route } from "./find-route.ts";
import type { Box } from "./geometry.ts";
import { type LineRequest, LineRouter, type Routes } from "./line-router.ts";

const ROWS = [45, 68, 91];

type Drawing = { readonly cards: ReadonlyMap<string, Box>; readonly lines: readonly LineRequest[] };

const card = fc.record({
  x: fc.integer({ min: 0, max: 60 }).map(step => step * 25),
  y: fc.integer({ min: 0, max: 40 }).map(step => step * 25),
  width: fc.constantFrom(188, 240),
  height: fc.constant(108),
});
const row = fc.constantFrom(...ROWS);
const link = fc.record({ from: fc.nat(), to: fc.nat(), fromRow: row, toRow: row });
type Link = {
  readonly from: number;
  readonly to: number;
  readonly fromRow: number;
  readonly toRow: number;
};

const drawingOf = (boxes: readonly Box[], links: readonly Link[]): Drawing => {
  const end = (index: number, offset: number) => {
    const box = boxes[index % boxes.length];
    if (box === undefined) throw new Error("no card");
    return { box, y: box.y + offset };
  };
  return {
    cards: new Map(boxes.map((box, index) => [`card ${index}`, box])),
    lines: links.map(({ from, to, fromRow, toRow }, index) => ({
      id: `line ${index}`,
      from: end(from, fromRow),
      to: end(to, toRow),
    })),
  };
};

const routed = ({ cards, lines }: Drawing): Routes => new LineRouter().route(cards, lines);

/** The parts of a line that are not tied to a row: all but the first and the last. */
const freeParts = (route: Route) =>
  route.slice(1, -2).flatMap((start, index) => {
    const end = route[index + 2];
    if (end === undefined || (start.x === end.x && start.y === end.y)) return [];
    const upright = index % 2 === 0;
    const [low, high] = upright ? [start.y, end.y] : [start.x, end.x];
    return [
      {
        upright,
        at: upright ? start.x : start.y,
        low: Math.min(low, high),
        high: Math.max(low, high),
      },
    ];
  });

const coincide = (one: Route, other: Route): boolean =>
  freeParts(one).some(part =>
    freeParts(other).some(
      next =>
        part.upright === next.upright &&
        Math.abs(part.at - next.at) < 0.2 &&
        part.low < next.high &&
        next.low < part.high,
    ),
  );

const coinciding = (routes: Routes): readonly string[] => {
  const all = [...routes];
  return all.flatMap(([id, route], index) =>
    all.slice(index + 1).flatMap(([next, other]) => (coincide(route, other) ? [id + next] : [])),
  );
};

describe("all lines of a diagram", () => {
  test("no two coincide, wherever their cards are", () => {
    const boxes = fc.array(card, { minLength: 1, maxLength: 7 });
    const links = fc.array(link, { maxLength: 12 });
    fc.assert(
      fc.property(boxes, links, (cards, keys) => {
        expect(coinciding(routed(drawingOf(cards, keys)))).toEqual([]);
      }),
    );
  });

  test("two between the same tables are a lane apart", () => {
    const cards = [
      { x: 0, y: 0, width: 200, height: 108 },
      { x: 400, y: 200, width: 200, height: 108 },
    ];
    const to = { to: 1, toRow: 45 };
    const links = [
      { from: 0, fromRow: 45, ...to },
      { from: 0, fromRow: 68, ...to },
    ];
    const uprights = [...routed(drawingOf(cards, links)).values()].map(route => route[1]?.x);
    // The upper line turns later, so that the two do not cross.
    expect(uprights).toEqual([305, 295]);
  });

  test("a line to a row does not run over another line that leaves a row of the same height", () => {
    const cards = [
      { x: 0, y: -300, width: 200, height: 108 },
      { x: 0, y: 0, width: 230, height: 108 },
      { x: 400, y: 0, width: 200, height: 108 },
    ];
    const links = [
      { from: 2, to: 0, fromRow: 45, toRow: 45 },
      { from: 2, to: 1, fromRow: 68, toRow: 45 },
    ];
    const [above, level] = [...routed(drawingOf(cards, links)).values()].map(route => route[1]?.x);
    expect(above).toBeGreaterThan(level ?? 0);
  });

  test("three self-references of a table are apart", () => {
    const cards = [{ x: 0, y: 0, width: 200, height: 154 }];
    const links = [68, 91, 114].map(fromRow => ({ from: 0, to: 0, fromRow, toRow: 45 }));
    const uprights = [...routed(drawingOf(cards, links)).values()].map(route => route[1]?.x);
    expect(uprights).toEqual([224, 234, 244]);
  });
});

describe("routing again after a change", () => {
  const boxes = fc.array(card, { minLength: 2, maxLength: 8 });
  const links = fc.array(link, { maxLength: 10 });

  test("gives the same lines as routing a new diagram", () => {
    fc.assert(
      fc.property(boxes, links, fc.nat(), card, (cards, keys, index, moved) => {
        const router = new LineRouter();
        const before = drawingOf(cards, keys);
        router.route(before.cards, before.lines);
        const after = drawingOf(cards.with(index % cards.length, moved), keys);
        expect(router.route(after.cards, after.lines)).toEqual(routed(after));
      }),
    );
  });

  test("keeps the identity of routes that do not change", () => {
    const { cards, lines } = drawingOf(
      [
        { x: 0, y: 0, width: 200, height: 108 },
        { x: 400, y: 200, width: 200, height: 108 },
        { x: 5000, y: 5000, width: 200, height: 108 },
      ],
      [{ from: 0, to: 1, fromRow: 45, toRow: 45 }],
    );
    const router = new LineRouter();
    const before = router.route(cards, lines).get("line 0");
    const far = { x: 5050, y: 5000, width: 200, height: 108 };
    expect(router.route(new Map([...cards, ["card 2", far]]), lines).get("line 0")).toBe(before);
  });

  test("during a drag only the lines of the moving card change", () => {
    const cards = [
      { x: 0, y: 0, width: 200, height: 108 },
      { x: 400, y: 0, width: 200, height: 108 },
      { x: 400, y: 400, width: 200, height: 108 },
    ];
    const keys = [
      { from: 0, to: 1, fromRow: 45, toRow: 45 },
      { from: 0, to: 2, fromRow: 68, toRow: 45 },
    ];
    const router = new LineRouter();
    const before = drawingOf(cards, keys);
    const settled = router.route(before.cards, before.lines);
    const during = drawingOf(cards.with(2, { ...(cards[2] ?? card), x: 500 } as Box), keys);
    const routes = router.follow(during.cards, during.lines);
    expect(routes.get("line 0")).toBe(settled.get("line 0"));
    expect(routes.get("line 1")?.at(-1)?.x).toBe(500);
  });
});
