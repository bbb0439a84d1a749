import { expect, test } from "vitest";
import { freePlace } from "./free-place.ts";

const SIZE = { width: 200, height: 100 };

test("the preferred position is used when it is free", () => {
  expect(freePlace({ x: 10, y: 20 }, SIZE, [])).toEqual({ x: 10, y: 20 });
});

test("a new card covers no other and stays near", () => {
  const taken = [{ x: 0, y: 0, ...SIZE }];
  const place = freePlace({ x: 10, y: 10 }, SIZE, taken);
  const apart = Math.abs(place.x) >= SIZE.width || Math.abs(place.y) >= SIZE.height;
  expect(apart).toBe(true);
  expect(Math.hypot(place.x - 10, place.y - 10)).toBeLessThan(300);
});
