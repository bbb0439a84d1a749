/** A diagram as an SVG picture with text and vectors, drawn from the design and not from the page. */
import {
  type Area,
  type Note,
  recordsOf,
  type SchemaDocument,
  type TableId,
} from "../../../engine/index.ts";
import { nothingSelected } from "../../state/index.ts";
import { type Card, type CardRow, headHeight, rowMiddle } from "../card.ts";
import type { TableNode } from "../flow-types.ts";
import { areaOf, circleRadius, type Area as Extent, joinedArea } from "../lines/index.ts";
import { createLineReader, type Line } from "../read-lines.ts";
import { boxOfNode, createNodeReader } from "../read-nodes.ts";

export type PictureOptions = {
  /** All tables if empty. */
  readonly tables: ReadonlySet<TableId>;
  /** The color of a token of the theme, because a picture has no style sheet. */
  readonly color: ColorOf;
  /** The style sheet with the fonts; without it, fonts of the system are used. */
  readonly fonts?: string;
};

export type ColorOf = (token: `--${string}`) => string;

const MARGIN = 32;
const NAME_LETTER = 7.2;
const TYPE_LETTER = 6.6;
const KEY_WIDTH = 36;
const RADIUS = 9;

export const pictureOf = (
  document: SchemaDocument,
  { tables, color, fonts = "" }: PictureOptions,
): string => {
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
  const areas = recordsOf(document, "area").filter(() => tables.size === 0);
  const notes = recordsOf(document, "note").filter(() => tables.size === 0);
  const extent = extentOf([
    ...nodes.map(boxOfNode).map(areaOf),
    ...[...areas, ...notes].map(areaOf),
    ...lines.map(({ bounds }) => bounds),
  ]);
  return framed(extent, color, [
    fonts === "" ? "" : `<style>${fonts}</style>`,
    ...areas.map(area => drawnArea(area, color)),
    ...lines.map(line => drawnLine(line, color)),
    ...nodes.map(node => drawnCard(node, color)),
    ...notes.map(note => drawnNote(note, color)),
  ]);
};

const extentOf = (areas: readonly Extent[]): Extent => {
  const [first, ...others] = areas;
  return others.reduce(joinedArea, first ?? { left: 0, top: 0, right: 0, bottom: 0 });
};

const framed = (
  { left, top, right, bottom }: Extent,
  color: ColorOf,
  content: readonly string[],
): string => {
  const [x, y] = [Math.floor(left) - MARGIN, Math.floor(top) - MARGIN];
  const [width, height] = [Math.ceil(right) + MARGIN - x, Math.ceil(bottom) + MARGIN - y];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${x} ${y} ${width} ${height}" font-family="Inter Variable, Inter, system-ui, sans-serif" font-size="13">`,
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${color("--canvas")}"/>`,
    ...content,
    "</svg>",
  ].join("\n");
};

const drawnLine = ({ path }: Line, color: ColorOf): string => {
  const edge = color("--edge");
  const { circle } = path;
  const mark =
    circle === null
      ? ""
      : `<circle cx="${circle.x}" cy="${circle.y}" r="${circleRadius}" fill="${color("--canvas")}" stroke="${edge}" stroke-width="1.4"/>`;
  return `<path d="${path.line}${path.signs}" fill="none" stroke="${edge}" stroke-width="1.4"/>${mark}`;
};

const drawnCard = ({ position: { x, y }, data: { card } }: TableNode, color: ColorOf): string => {
  const line = color(card.color === null ? "--line-strong" : `--color-${card.color}`);
  const [width, height, end] = [card.width, card.height, card.width - RADIUS];
  const head = `M0 ${headHeight}V${RADIUS}Q0 0 ${RADIUS} 0H${end}Q${width} 0 ${width} ${RADIUS}V${headHeight}Z`;
  const fill = card.color === null ? "none" : color(`--color-${card.color}-soft`);
  return [
    `<g transform="translate(${x} ${y})">`,
    `<rect width="${width}" height="${height}" rx="${RADIUS}" fill="${color("--surface")}"/>`,
    `<path d="${head}" fill="${fill}"/>`,
    `<path d="M0 ${headHeight}H${width}" stroke="${line}"/>`,
    `<rect width="${width}" height="${height}" rx="${RADIUS}" fill="none" stroke="${line}"/>`,
    drawnTitle(card, color),
    ...card.rows.map((row, index) => drawnRow(card, row, rowMiddle(index), color)),
    "</g>",
  ].join("");
};

const drawnTitle = ({ name, entity }: Card, color: ColorOf): string => {
  const table =
    name === entity
      ? ""
      : `<tspan dx="6" ${code(11)} font-weight="400" fill="${color("--ink-faint")}">${escaped(name)}</tspan>`;
  return `<text x="12" y="23" fill="${color("--ink")}" font-weight="650">${escaped(entity)}${table}</text>`;
};

const drawnRow = (card: Card, row: CardRow, middle: number, color: ColorOf): string => {
  const y = middle + 4;
  const mark = markOf(row);
  const room = card.width - 24 - KEY_WIDTH - row.type.length * TYPE_LETTER;
  const name = shortened(row.nullable ? `${row.name} ?` : row.name, Math.floor(room / NAME_LETTER));
  return [
    mark.text === ""
      ? ""
      : `<text x="12" y="${y}" ${code(10)} font-weight="650" fill="${color(mark.token)}">${mark.text}</text>`,
    `<text x="${KEY_WIDTH}" y="${y}" ${code(12)} fill="${color(row.nullable ? "--ink-soft" : "--ink")}">${escaped(name)}</text>`,
    `<text x="${card.width - 12}" y="${y}" ${code(11)} fill="${color("--ink-faint")}" text-anchor="end">${escaped(row.type)}</text>`,
  ].join("");
};

const markOf = ({ primary, foreign, unique }: CardRow) => {
  if (primary) return { text: "PK", token: "--key" } as const;
  if (foreign) return { text: "FK", token: "--accent" } as const;
  return { text: unique ? "UQ" : "", token: "--ink-faint" } as const;
};

const drawnArea = ({ title, color: name, ...box }: Area, color: ColorOf): string => {
  const line = color(name ? `--color-${name}` : "--line-strong");
  const fill = color(name ? `--color-${name}-soft` : "--sunken");
  const ink = name ? line : color("--ink-soft");
  return [
    `<g transform="translate(${box.x} ${box.y})">`,
    `<rect width="${box.width}" height="${box.height}" rx="${RADIUS}" fill="${fill}" fill-opacity="0.6" stroke="${line}" stroke-width="1.5"/>`,
    `<text x="10" y="22" fill="${ink}" font-size="15" font-weight="650">${escaped(title)}</text>`,
    "</g>",
  ].join("");
};

const NOTE_LETTER = 6.9;
const NOTE_LINE = 20;

const drawnNote = ({ text, color: name = "yellow", ...box }: Note, color: ColorOf): string => {
  const letters = Math.floor((box.width - 20) / NOTE_LETTER);
  const most = Math.floor((box.height - 12) / NOTE_LINE);
  const lines = text.split("\n").flatMap(line => wrapped(line, letters));
  return [
    `<g transform="translate(${box.x} ${box.y})">`,
    `<rect width="${box.width}" height="${box.height}" rx="6" fill="${color(`--color-${name}-soft`)}" stroke="${color(`--color-${name}`)}"/>`,
    ...lines
      .slice(0, most)
      .map(
        (line, index) =>
          `<text x="10" y="${22 + NOTE_LINE * index}" fill="${color("--ink")}">${escaped(line)}</text>`,
      ),
    "</g>",
  ].join("");
};

/** A line in pieces of at most some letters, broken at spaces where possible. */
const wrapped = (line: string, letters: number): readonly string[] => {
  const most = Math.max(1, letters);
  if (line.length <= most) return [line];
  const space = line.lastIndexOf(" ", most);
  const end = space > 0 ? space : most;
  return [line.slice(0, end), ...wrapped(line.slice(end).trimStart(), letters)];
};

const code = (size: number): string =>
  `font-family="JetBrains Mono Variable, JetBrains Mono, ui-monospace, monospace" font-size="${size}"`;

const shortened = (text: string, letters: number): string =>
  text.length <= letters ? text : `${text.slice(0, Math.max(1, letters - 1))}…`;

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
