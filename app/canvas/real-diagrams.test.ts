/** The samples and, where they are available, real schemas: after the layout no relation is behind a card. */
import { describe, expect, test } from "vitest";
import { recordsOf, type SchemaDocument } from "../../engine/index.ts";
import { designOf, realSchemas } from "../../engine/testing/models/schemas.ts";
import { createCardReader, rowMiddleOf } from "./card.ts";
import { layOut } from "./layout/lay-out.ts";
import { areaOf, type Box, LineRouter, overlap, type Route } from "./lines/index.ts";

const NAMES = /(blog.sql|library.sql|quay.sql|adventureworks|danbooru|thingsboard|sakila)/;

/** The cards of the laid out diagram, and its lines. */
const drawingOf = (document: SchemaDocument) => {
  const cards = createCardReader()(document);
  const ends = recordsOf(document, "foreignKey").flatMap(key => {
    const [from, to] = [cards.get(key.table), cards.get(key.target)];
    if (from === undefined || to === undefined) return [];
    const fromRow = rowMiddleOf(from, key.columns[0]);
    const toRow = rowMiddleOf(to, key.targetColumns[0]);
    return [{ id: key.id, from: from.id, to: to.id, fromRow, toRow }];
  });
  const placed = layOut({ cards: [...cards.values()], links: ends, aspect: 1.5 });
  const boxes = new Map<string, Box>(placed.map(card => [card.id, card]));
  const endAt = (id: string, row: number) => {
    const box = boxes.get(id);
    if (box === undefined) throw new Error(`no place for ${id}`);
    return { box, y: box.y + row };
  };
  const lines = ends.map(({ id, from, to, fromRow, toRow }) => ({
    id,
    from: endAt(from, fromRow),
    to: endAt(to, toRow),
  }));
  return { boxes, routes: new LineRouter().route(boxes, lines) };
};

const isBehind = (route: Route, box: Box): boolean =>
  route.some((start, index) => {
    const end = route[index + 1];
    if (end === undefined) return false;
    const area = {
      left: Math.min(start.x, end.x),
      right: Math.max(start.x, end.x) + 0.01,
      top: Math.min(start.y, end.y),
      bottom: Math.max(start.y, end.y) + 0.01,
    };
    const { left, top, right, bottom } = areaOf(box);
    return overlap(area, { left: left + 1, top: top + 1, right: right - 1, bottom: bottom - 1 });
  });

describe("the diagrams of real schemas", () => {
  test.each(realSchemas.filter(([name]) => NAMES.test(name)))("%s", async (_, address) => {
    const { boxes, routes } = drawingOf(await designOf(address));
    const behind = [...routes.values()].filter(route =>
      [...boxes.values()].some(box => isBehind(route, box)),
    );
    expect(behind.length).toBeLessThanOrEqual(routes.size * 0.05);
  });
});
