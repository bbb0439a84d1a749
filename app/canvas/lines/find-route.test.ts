import { expect, test } from "vitest";
import { findRoute, type LineEnd, type Route } from "./find-route.ts";
import type { Box } from "./geometry.ts";
import { areaAround, areaOf, Obstacles, overlap } from "./obstacles.ts";

const box = (x: number, y: number, width = 200, height = 100): Box => ({ x, y, width, height });
const endOf = (card: Box, y = 40): LineEnd => ({ box: card, y: card.y + y });

const routeBetween = (from: LineEnd, to: LineEnd, others: readonly Box[] = []): Route =>
  findRoute(from, to, new Obstacles([from.box, to.box, ...others])).route;

const crossed = (route: Route, cards: readonly Box[]): number =>
  cards.filter(card =>
    route.some((point, index) => {
      const next = route[index + 1];
      return next !== undefined && overlap(areaAround(point, next, 0), areaOf(card));
    }),
  ).length;

test("joins the sides of cards that face each other, halfway between them", () => {
  expect(routeBetween(endOf(box(0, 0)), endOf(box(400, 0), 60))).toEqual([
    { x: 200, y: 40 },
    { x: 300, y: 40 },
    { x: 300, y: 60 },
    { x: 400, y: 60 },
  ]);
});

test("goes around the nearer side when one card is above the other", () => {
  const route = routeBetween(endOf(box(0, 0)), endOf(box(10, 300)));
  expect([route[0]?.x, route.at(-1)?.x]).toEqual([200, 210]);
});

test("a self-reference leaves and returns on one side", () => {
  const card = box(0, 0);
  const route = routeBetween(endOf(card, 40), endOf(card, 60));
  expect(route.map(({ x }) => x)).toEqual([200, 224, 224, 200]);
});

test("takes the upright that crosses no card", () => {
  const from = endOf(box(0, 0));
  const to = endOf(box(900, 600));
  // It blocks the middle between the two.
  const others = [box(450, 200, 200, 300)];
  const route = routeBetween(from, to, others);
  expect(crossed(route, [from.box, to.box, ...others])).toBe(0);
  expect(route).toHaveLength(4);
});

test("passes a wall of cards through its gap, in five parts", () => {
  const from = endOf(box(0, 0));
  const to = endOf(box(900, 0));
  const wall = [box(450, -800, 200, 1000), box(450, 240, 200, 1000)];
  const route = routeBetween(from, to, wall);
  expect(crossed(route, [from.box, to.box, ...wall])).toBe(0);
  expect(route).toHaveLength(6);
});

test("a line that cannot avoid all cards is short and crosses few", () => {
  const from = endOf(box(0, 0));
  const to = endOf(box(900, 0));
  const wall = [box(450, -90_000, 200, 180_000)];
  expect(crossed(routeBetween(from, to, wall), wall)).toBe(1);
});
