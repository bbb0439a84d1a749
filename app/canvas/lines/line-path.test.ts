import { describe, expect, test } from "vitest";
import { type LineShape, linePath, roundedPath } from "./line-path.ts";

const route = [
  { x: 200, y: 40 },
  { x: 300, y: 40 },
  { x: 300, y: 60 },
  { x: 400, y: 60 },
];
const pathOf = (changes: Partial<LineShape>) =>
  linePath({ route, many: true, optional: false, fromRows: [40], toRows: [60], ...changes });

describe("the path of a relation", () => {
  test("leads from end to end", () => {
    expect(pathOf({}).line).toMatch(/^M200 40L.*L400 60$/);
    expect(pathOf({}).middle).toEqual({ x: 300, y: 50 });
  });

  test("ends with a crow's foot where there are many and a bar where there is one", () => {
    expect(pathOf({}).signs).toBe("M200 34L211 40L200 46M393 54V66");
    expect(pathOf({ many: false }).signs).toBe("M208 34V46M393 54V66");
  });

  test("has a circle where there may be none", () => {
    expect(pathOf({}).circle).toBeNull();
    expect(pathOf({ optional: true }).circle).toEqual({ x: 386, y: 60 });
  });

  test("a composite key has a bracket around all of its rows", () => {
    const { signs } = pathOf({ fromRows: [40, 86], toRows: [60, 83] });
    expect(signs).toContain("M200 40H220M200 86H220M220 40V86");
    expect(signs).toContain("M400 60H380M400 83H380M380 60V83");
  });

  test("a corner is never rounder than half of its shorter arm", () => {
    expect(
      roundedPath([
        { x: 0, y: 0 },
        { x: 10, y: 0 },
        { x: 10, y: 4 },
      ]),
    ).toBe("M0 0L8 0Q10 0 10 2L10 4");
  });
});
