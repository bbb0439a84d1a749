/** A diagram as an SVG picture with text and vectors, drawn from the design and not from the page. */
import { recordsOf, type SchemaDocument, type TableId } from "../../../engine/index.ts";
import { nothingSelected } from "../../state/index.ts";
import { type Card, type CardRow, headHeight, rowMiddle } from "../card.ts";
import type { TableNode } from "../flow-types.ts";
import { type Area, areaOf, circleRadius, joinedArea } from "../lines/index.ts";
import { createLineReader, type Line } from "../read-lines.ts";
import { boxOfNode, createNodeReader } from "../read-nodes.ts";
import { type Palette, palettes } from "./palettes.ts";

export type PictureOptions = {
  /** All tables if empty. */
  readonly tables: ReadonlySet<TableId>;
  readonly theme: keyof typeof palettes;
};

const MARGIN = 32;
const NAME_LETTER = 7.2;
const TYPE_LETTER = 6.6;
const KEY_WIDTH = 36;

export const pictureOf = (document: SchemaDocument, { tables, theme }: PictureOptions): string => {
  const state = { document, selection: nothingSelected, highlight: null, moving: new Map() };
  const all = createNodeReader()(state);
  const nodes = all.filter(({ data }) => tables.size === 0 || tables.has(data.card.id));
  const shown = new Set(nodes.map(({ data }) => data.card.id));
  const keys = new Set(
    recordsOf(document, "foreignKey")
      .filter(key => shown.has(key.table) && shown.has(key.target))
      .map(({ id }) => id),
  );
  const lines = createLineReader()({ ...state, nodes: all }).filter(({ id }) => keys.has(id));
  const palette = palettes[theme];
  const areas = recordsOf(document, "area").filter(() => tables.size === 0);
  const notes = recordsOf(document, "note").filter(() => tables.size === 0);
  const extent = extentOf([
    ...nodes.map(boxOfNode).map(areaOf),
    ...[...areas, ...notes].map(areaOf),
    ...lines.map(({ bounds }) => bounds),
  ]);
  return framed(extent, palette, [
    ...areas.map(({ title, ...box }) => titledBox(box, [title], palette)),
    ...lines.map(line => drawnLine(line, palette)),
    ...nodes.map(node => drawnCard(node, palette)),
    ...notes.map(({ text, ...box }) => titledBox(box, text.split("\n"), palette)),
  ]);
};

const extentOf = (areas: readonly Area[]): Area => {
  const [first, ...others] = areas;
  return others.reduce(joinedArea, first ?? { left: 0, top: 0, right: 0, bottom: 0 });
};

const framed = (
  { left, top, right, bottom }: Area,
  { canvas }: Palette,
  content: readonly string[],
): string => {
  const [x, y] = [Math.floor(left) - MARGIN, Math.floor(top) - MARGIN];
  const [width, height] = [Math.ceil(right) + MARGIN - x, Math.ceil(bottom) + MARGIN - y];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${x} ${y} ${width} ${height}" font-family="Inter, system-ui, sans-serif" font-size="13">`,
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${canvas}"/>`,
    ...content,
    "</svg>",
  ].join("\n");
};

const drawnLine = ({ path }: Line, { edge, canvas }: Palette): string => {
  const { circle } = path;
  const mark =
    circle === null
      ? ""
      : `<circle cx="${circle.x}" cy="${circle.y}" r="${circleRadius}" fill="${canvas}" stroke="${edge}" stroke-width="1.4"/>`;
  return `<path d="${path.line}${path.signs}" fill="none" stroke="${edge}" stroke-width="1.4"/>${mark}`;
};

const drawnCard = ({ position: { x, y }, data: { card } }: TableNode, palette: Palette): string =>
  [
    `<g transform="translate(${x} ${y})">`,
    `<rect width="${card.width}" height="${card.height}" rx="9" fill="${palette.surface}" stroke="${palette.line}"/>`,
    `<path d="M0 ${headHeight}H${card.width}" stroke="${palette.line}"/>`,
    drawnTitle(card, palette),
    ...card.rows.map((row, index) => drawnRow(card, row, rowMiddle(index), palette)),
    "</g>",
  ].join("");

const drawnTitle = ({ name, entity }: Card, { ink, faint }: Palette): string => {
  const table =
    name === entity
      ? ""
      : `<tspan dx="6" ${code(11)} font-weight="400" fill="${faint}">${escaped(name)}</tspan>`;
  return `<text x="12" y="23" fill="${ink}" font-weight="650">${escaped(entity)}${table}</text>`;
};

const drawnRow = (card: Card, row: CardRow, middle: number, palette: Palette): string => {
  const y = middle + 4;
  const mark = markOf(row, palette);
  const room = card.width - 24 - KEY_WIDTH - row.type.length * TYPE_LETTER;
  const name = shortened(row.nullable ? `${row.name} ?` : row.name, Math.floor(room / NAME_LETTER));
  return [
    mark.text === ""
      ? ""
      : `<text x="12" y="${y}" ${code(10)} font-weight="650" fill="${mark.color}">${mark.text}</text>`,
    `<text x="${KEY_WIDTH}" y="${y}" ${code(12)} fill="${row.nullable ? palette.soft : palette.ink}">${escaped(name)}</text>`,
    `<text x="${card.width - 12}" y="${y}" ${code(11)} fill="${palette.faint}" text-anchor="end">${escaped(row.type)}</text>`,
  ].join("");
};

const markOf = ({ primary, foreign, unique }: CardRow, palette: Palette) => {
  if (primary) return { text: "PK", color: palette.key };
  if (foreign) return { text: "FK", color: palette.accent };
  return { text: unique ? "UQ" : "", color: palette.faint };
};

type TitledBox = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

const titledBox = (box: TitledBox, text: readonly string[], palette: Palette): string =>
  [
    `<g transform="translate(${box.x} ${box.y})">`,
    `<rect width="${box.width}" height="${box.height}" rx="9" fill="${palette.surface}" fill-opacity="0.6" stroke="${palette.line}"/>`,
    ...text.map(
      (line, index) =>
        `<text x="12" y="${23 + 20 * index}" fill="${palette.soft}">${escaped(line)}</text>`,
    ),
    "</g>",
  ].join("");

const code = (size: number): string =>
  `font-family="JetBrains Mono, ui-monospace, monospace" font-size="${size}"`;

const shortened = (text: string, letters: number): string =>
  text.length <= letters ? text : `${text.slice(0, Math.max(1, letters - 1))}…`;

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
