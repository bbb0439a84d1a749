import { expect, test } from "vitest";
import { freePlace } from "./free-place.ts";

const size = { width: 200, height: 100 };

test("the wanted place is taken when it is free", () => {
  expect(freePlace({ x: 10, y: 20 }, size, [])).toEqual({ x: 10, y: 20 });
});

test("a new card covers no other and stays near", () => {
  const taken = [{ x: 0, y: 0, ...size }];
  const place = freePlace({ x: 10, y: 10 }, size, taken);
  const apart = Math.abs(place.x) >= size.width || Math.abs(place.y) >= size.height;
  expect(apart).toBe(true);
  expect(Math.hypot(place.x - 10, place.y - 10)).toBeLessThan(300);
});
