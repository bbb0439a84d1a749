/** Lays out tables as an edit. */
import { placeTables, recordsOf, type TableId, tableViews } from "../../engine/index.ts";
import type { EditOptions, Point, Workbench } from "../state/index.ts";
import { type Card, createCardReader } from "./card.ts";
import { layOut, type Places } from "./layout.ts";

const GAP_BELOW = 80;

/** Lays out all tables, or these tables at their current top left corner. */
export const tidyTables = async (bench: Workbench, tables?: readonly TableId[]): Promise<void> => {
  const { document } = bench.project.getState();
  const cards = cardsOf(bench, tables);
  const places = await layOut(cards, recordsOf(document, "foreignKey"));
  const corner = tables === undefined ? { x: 0, y: 0 } : cornerOf(bench, new Set(tables));
  keep(bench, shifted(places, corner), {});
};

/** Lays out tables without a position below the others. */
export const placeNewTables = async (bench: Workbench): Promise<void> => {
  const { document } = bench.project.getState();
  const views = tableViews(document);
  const tables = views.filter(view => view.placement === null).map(view => view.table.id);
  if (tables.length === 0) return;
  const places = await layOut(cardsOf(bench, tables), recordsOf(document, "foreignKey"));
  const cards = createCardReader()(document);
  const bottoms = views.flatMap(({ table, placement }) =>
    placement === null ? [] : [placement.y + (cards.get(table.id)?.height ?? 0) + GAP_BELOW],
  );
  const y = bottoms.length === 0 ? 0 : Math.max(...bottoms);
  keep(bench, shifted(places, { x: 0, y }), { joinsLast: true });
};

const keep = ({ project }: Workbench, places: Places, options: EditOptions): void => {
  // The document may have changed during the layout.
  const { records } = project.getState().document;
  const present = new Map([...places].filter(([table]) => records.has(table)));
  const change = { newId: project.newId, places: present };
  project.edit("tidy up", document => placeTables(document, change), options);
};

const cardsOf = ({ project }: Workbench, tables?: readonly TableId[]): readonly Card[] => {
  const cards = createCardReader()(project.getState().document);
  return [...cards.values()].filter(card => tables === undefined || tables.includes(card.id));
};

const cornerOf = ({ project }: Workbench, tables: ReadonlySet<TableId>): Point => {
  const placements = tableViews(project.getState().document).flatMap(({ table, placement }) =>
    placement !== null && tables.has(table.id) ? [placement] : [],
  );
  if (placements.length === 0) return { x: 0, y: 0 };
  return {
    x: Math.min(...placements.map(placement => placement.x)),
    y: Math.min(...placements.map(placement => placement.y)),
  };
};

const shifted = (places: Places, { x, y }: Point): Places =>
  new Map([...places].map(([id, place]) => [id, { x: place.x + x, y: place.y + y }]));
