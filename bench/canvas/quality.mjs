// The quality of diagrams of real schemas after Tidy up: node canvas/quality.mjs
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";

const root = fileURLToPath(new URL("../..", import.meta.url));
const schemas = {
  sakila: "truth/mysql/sakila.json",
  danbooru: "truth/postgres/danbooru.json",
  thingsboard: "truth/postgres/thingsboard.json",
  adventureworks: "truth/postgres/adventureworks.json",
  quay: "sql/sqlite/quay.sql",
};
const corpora = new URL(process.env.CORPORA ?? "../../../shared/corpora/", import.meta.url);
const CANVAS = { width: 960, height: 700 };

const load = async file => {
  const { module } = await runnerImport(`/${file}`, { configFile: false, root, logLevel: "error" });
  return module;
};
const { designOf } = await load("engine/testing/models/schemas.ts");
const { recordsOf } = await load("engine/index.ts");
const { createCardReader, rowMiddleOf } = await load("app/canvas/card.ts");
const { layOut } = await load("app/canvas/layout/lay-out.ts");
const { LineRouter, countCrossings } = await load("app/canvas/lines/index.ts");

const linesOf = (document, cards) =>
  recordsOf(document, "foreignKey").map(key => ({
    id: key.id,
    from: key.table,
    to: key.target,
    fromRow: rowMiddleOf(cards.get(key.table), key.columns[0]),
    toRow: rowMiddleOf(cards.get(key.target), key.targetColumns[0]),
  }));

const isBehind = (route, { x, y, width, height }) =>
  route.slice(1).some((end, index) => {
    const start = route[index];
    return (
      Math.min(start.x, end.x) < x + width - 1 &&
      Math.max(start.x, end.x) > x + 1 &&
      Math.min(start.y, end.y) < y + height - 1 &&
      Math.max(start.y, end.y) > y + 1
    );
  });

const measure = document => {
  const cards = createCardReader()(document);
  const links = linesOf(document, cards);
  const aspect = CANVAS.width / CANVAS.height;
  const start = performance.now();
  const placed = layOut({ cards: [...cards.values()], links, aspect });
  const layout = performance.now() - start;
  const boxes = new Map(placed.map(card => [card.id, card]));
  const end = (id, row) => ({ box: boxes.get(id), y: boxes.get(id).y + row });
  const lines = links.map(({ id, from, to, fromRow, toRow }) => ({
    id,
    from: end(from, fromRow),
    to: end(to, toRow),
  }));
  const routes = [...new LineRouter().route(boxes, lines).values()];
  const width = Math.max(...placed.map(card => card.x + card.width));
  const height = Math.max(...placed.map(card => card.y + card.height));
  const covered = placed.reduce((sum, card) => sum + card.width * card.height, 0);
  return {
    tables: placed.length,
    relations: links.length,
    behind: routes.filter(route => placed.some(box => isBehind(route, box))).length,
    crossings: countCrossings(routes),
    fill: `${Math.round((100 * covered) / width / height)} %`,
    fit: `${Math.round(100 * Math.min(CANVAS.width / width, CANVAS.height / height))} %`,
    "layout, ms": Math.round(layout),
  };
};

const rows = {};
for (const [name, path] of Object.entries(schemas)) {
  const address = new URL(path, corpora);
  if (!existsSync(address)) console.warn(`Skipped: ${path} is not available.`);
  else rows[name] = measure(await designOf(address));
}
console.table(rows);
process.exit(0);
