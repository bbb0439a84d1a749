/** Lays out tables as an edit. */
import { placeTables, recordsOf, type TableId, tableViews } from "../../engine/index.ts";
import type { EditOptions, Point, Workbench } from "../state/index.ts";
import { type Card, createCardReader, rowMiddleOf } from "./card.ts";
import { freePlace } from "./free-place.ts";
import {
  type LayoutRequest,
  layOutInWorker,
  type OnProgress,
  type PlacedCard,
} from "./layout/index.ts";
import { type Area, areaOf, type Box, joinedArea } from "./lines/index.ts";

export type TidyOptions = {
  /** The width of the canvas divided by its height. */
  readonly aspect: number;
  readonly onProgress: OnProgress;
};

const GAP = 80;
/** Larger groups of new tables are placed below all others. */
const FEW_TABLES = 8;

/** Lays out all tables, or these tables at their current top left corner. */
export const tidyTables = async (
  bench: Workbench,
  { aspect, onProgress }: TidyOptions,
  tables?: readonly TableId[],
): Promise<void> => {
  const placed = await layOutInWorker(requestFor(bench, aspect, tables), onProgress);
  const boxes = tables === undefined ? [] : placedBoxes(bench, new Set(tables));
  const { left: x, top: y } = extentOf(boxes);
  keep(bench, shifted(placed, { x, y }), {});
};

/** Lays out tables without a place: few of them next to the tables that they are related to, many below all others. */
export const placeNewTables = async (
  bench: Workbench,
  { aspect, onProgress }: TidyOptions,
): Promise<void> => {
  const tables = tableViews(bench.project.getState().document)
    .filter(view => view.placement === null)
    .map(view => view.table.id);
  if (tables.length === 0) return;
  const placed = await layOutInWorker(requestFor(bench, aspect, tables), onProgress);
  keep(bench, shifted(placed, placeForBlock(bench, placed)), { joinsLast: true });
};

const placeForBlock = (bench: Workbench, block: readonly PlacedCard[]): Point => {
  const taken = placedBoxes(bench);
  if (taken.length === 0) return { x: 0, y: 0 };
  const { right: width, bottom: height } = extentOf(block);
  const related = placedBoxes(bench, neighboursOf(bench, new Set(block.map(({ id }) => id))));
  if (related.length > 0 && block.length <= FEW_TABLES) {
    const { right, top } = extentOf(related);
    return freePlace({ x: right + GAP, y: top }, { width, height }, taken);
  }
  return { x: extentOf(taken).left, y: extentOf(taken).bottom + GAP };
};

/** The tables that relations connect to these. */
const neighboursOf = ({ project }: Workbench, ids: ReadonlySet<string>): ReadonlySet<TableId> =>
  new Set(
    recordsOf(project.getState().document, "foreignKey").flatMap(({ table, target }) => {
      if (ids.has(table) === ids.has(target)) return [];
      return [ids.has(table) ? target : table];
    }),
  );

const requestFor = (
  { project }: Workbench,
  aspect: number,
  tables?: readonly TableId[],
): LayoutRequest => {
  const { document } = project.getState();
  const all = createCardReader()(document);
  const shown = new Set(tables ?? all.keys());
  const cards = [...all.values()].filter(({ id }) => shown.has(id));
  const links = recordsOf(document, "foreignKey").flatMap(key => {
    const [from, to] = [all.get(key.table), all.get(key.target)];
    if (!from || !to || !shown.has(from.id) || !shown.has(to.id)) return [];
    const [fromRow, toRow] = [
      rowMiddleOf(from, key.columns[0]),
      rowMiddleOf(to, key.targetColumns[0]),
    ];
    return [{ from: from.id, to: to.id, fromRow, toRow }];
  });
  return { cards: cards.map(sizeOf), links, aspect };
};

const sizeOf = ({ id, width, height }: Card) => ({ id, width, height });

/** The boxes of tables that have a place. */
const placedBoxes = ({ project }: Workbench, tables?: ReadonlySet<TableId>): readonly Box[] => {
  const { document } = project.getState();
  const cards = createCardReader()(document);
  return tableViews(document).flatMap(({ table: { id }, placement }) => {
    const card = cards.get(id);
    if (!placement || !card || (tables && !tables.has(id))) return [];
    return [{ x: placement.x, y: placement.y, width: card.width, height: card.height }];
  });
};

const extentOf = (boxes: readonly Box[]): Area => {
  const [first, ...others] = boxes.map(areaOf);
  return others.reduce(joinedArea, first ?? { left: 0, top: 0, right: 0, bottom: 0 });
};

const keep = (
  { project }: Workbench,
  placed: readonly PlacedCard[],
  options: EditOptions,
): void => {
  // The document may have changed during the layout. The ids of cards are table ids.
  const { records } = project.getState().document;
  const present = placed.filter(({ id }) => records.has(id));
  const places = new Map(present.map(({ id, x, y }) => [id as TableId, { x, y }]));
  const change = { newId: project.newId, places };
  project.edit("tidy up", document => placeTables(document, change), options);
};

const shifted = (placed: readonly PlacedCard[], { x, y }: Point): readonly PlacedCard[] =>
  placed.map(card => ({ ...card, x: card.x + x, y: card.y + y }));
