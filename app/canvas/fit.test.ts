import { expect, test } from "vitest";
import { lowestZoom } from "./fit.ts";

const box = (x: number, y: number) => ({ x, y, width: 200, height: 100 });

test("the lowest zoom shows the whole diagram in a small window", () => {
  const boxes = [box(0, 0), box(40_000, 9_000)];
  expect(lowestZoom(boxes) * 40_200).toBeLessThanOrEqual(300);
});

test("a small diagram cannot be zoomed out until it is a dot", () => {
  expect(lowestZoom([box(0, 0)])).toBe(0.25);
  expect(lowestZoom([])).toBe(0.25);
});
