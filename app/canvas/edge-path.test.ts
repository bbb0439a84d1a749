import { describe, expect, test } from "vitest";
import { type EdgeShape, edgePath, roundedPath } from "./edge-path.ts";

const LEFT = { box: { x: 0, y: 0, width: 200, height: 100 }, y: 40 };
const RIGHT = { box: { x: 400, y: 0, width: 200, height: 100 }, y: 60 };
const BELOW = { box: { x: 10, y: 300, width: 200, height: 100 }, y: 340 };
const shape = (given: Partial<EdgeShape>): EdgeShape => ({
  from: LEFT,
  to: RIGHT,
  many: true,
  optional: false,
  lane: 0,
  ...given,
});

describe("the line of a relation", () => {
  test("joins the sides of the cards that face each other", () => {
    expect(edgePath(shape({})).line).toMatch(/^M200 40L.*L400 60$/);
    expect(edgePath(shape({ from: RIGHT, to: LEFT })).line).toMatch(/^M400 60L.*L200 40$/);
  });

  test("goes around the nearer side when one card is above the other", () => {
    expect(edgePath(shape({ to: BELOW })).line).toMatch(/^M200 40L.*L210 340$/);
  });

  test("ends with a crow's foot where there are many and a bar where there is one", () => {
    expect(edgePath(shape({})).signs).toBe("M200 34L211 40L200 46M393 54V66");
    expect(edgePath(shape({ many: false })).signs).toBe("M208 34V46M393 54V66");
  });

  test("has a circle where there may be none", () => {
    expect(edgePath(shape({})).circle).toBeNull();
    expect(edgePath(shape({ optional: true })).circle).toEqual({ x: 386, y: 60 });
  });

  test("lines of one table run apart, but never into a card", () => {
    const upright = (lane: number) => /Q(\S+) 40/.exec(edgePath(shape({ lane })).line)?.[1];
    expect([upright(0), upright(0.5), upright(-100)]).toEqual(["300", "305", "222"]);
  });

  test("a corner is never rounder than half of its shorter arm", () => {
    expect(
      roundedPath([
        [0, 0],
        [10, 0],
        [10, 4],
      ]),
    ).toBe("M0 0L8 0Q10 0 10 2L10 4");
  });
});
