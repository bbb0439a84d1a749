/** Computes the nodes of the diagram; an unchanged node keeps its identity. */
import { type NodeHandle, Position } from "@xyflow/react";
import {
  type SchemaDocument,
  type TableId,
  type TableView,
  tableViews,
} from "../../engine/index.ts";
import type { Highlight, Point, Selection } from "../state/index.ts";
import { type Card, createCardReader, rowMiddle } from "./card.ts";
import type { DiagramNode, Light, TableNode } from "./flow-types.ts";
import type { Box } from "./lines/index.ts";

export type DiagramState = {
  readonly document: SchemaDocument;
  readonly selection: Selection;
  readonly highlight: Highlight | null;
  /** The positions of nodes during a drag. */
  readonly moving: ReadonlyMap<string, Point>;
};

const GRID_STEP = { x: 320, y: 320 };
/** The width of the grid divided by its height. */
const GRID_ASPECT = 1.3;

export const createNodeReader = (): ((state: DiagramState) => TableNode[]) => {
  const readCards = createCardReader();
  let known = new Map<TableId, TableNode>();
  return ({ document, selection, highlight, moving }) => {
    const cards = readCards(document);
    const next = new Map<TableId, TableNode>();
    const views = tableViews(document);
    const columns = Math.ceil(Math.sqrt(views.length * GRID_ASPECT));
    views.forEach((view, index) => {
      const { id } = view.table;
      const card = cards.get(id);
      if (card === undefined) return;
      const fresh = nodeOf(card, {
        position: moving.get(id) ?? placeOf(view, index, columns),
        dragging: moving.has(id),
        selected: selection.tables.has(id),
        light: lightOf(highlight?.tables, id),
      });
      const before = known.get(id);
      const keep = before !== undefined && sameNode(before, fresh);
      next.set(id, keep ? before : fresh);
    });
    known = next;
    return [...next.values()];
  };
};

/** The position of a table; tables without a position form a grid. */
export const placeOf = (view: TableView, index: number, columns: number): Point => {
  if (view.placement !== null) return { x: view.placement.x, y: view.placement.y };
  return {
    x: (index % columns) * GRID_STEP.x,
    y: Math.floor(index / columns) * GRID_STEP.y,
  };
};

export const lightOf = <Id>(lit: ReadonlySet<Id> | undefined, id: Id): Light => {
  if (lit === undefined) return "plain";
  return lit.has(id) ? "lit" : "faded";
};

type NodeState = {
  readonly position: Point;
  /** The library removes cards that are out of view, unless they are dragged. */
  readonly dragging: boolean;
  readonly selected: boolean;
  readonly light: Light;
};

const nodeOf = (card: Card, { position, dragging, selected, light }: NodeState): TableNode => {
  const { width, height } = card;
  return {
    id: card.id,
    type: "table",
    position,
    dragging,
    selected,
    width,
    height,
    // Computed sizes make measuring in the page unnecessary.
    measured: { width, height },
    handles: handlesOf(card),
    data: { card, light },
    ariaLabel: `Table ${card.name}, ${card.rows.length} columns`,
  };
};

const handlesByCard = new WeakMap<Card, NodeHandle[]>();

const handlesOf = (card: Card): NodeHandle[] => {
  const known = handlesByCard.get(card);
  if (known !== undefined) return known;
  const handles = card.rows.flatMap(({ id }, index) => {
    const shared = { type: "source", y: rowMiddle(index), width: 1, height: 1 } as const;
    return [
      { ...shared, id, position: Position.Right, x: card.width },
      { ...shared, id: leftHandle(id), position: Position.Left, x: 0 },
    ];
  });
  handlesByCard.set(card, handles);
  return handles;
};

const LEFT_MARK = "<";

/** Each row has a handle on both sides; the id of the right one is the column's id. */
export const leftHandle = (column: string): string => LEFT_MARK + column;

export const columnOfHandle = (handle: string): string =>
  handle.startsWith(LEFT_MARK) ? handle.slice(LEFT_MARK.length) : handle;

export const boxOfNode = ({ position, width = 0, height = 0 }: DiagramNode): Box => ({
  ...position,
  width,
  height,
});

const sameNode = (one: TableNode, other: TableNode): boolean =>
  one.data.card === other.data.card &&
  one.data.light === other.data.light &&
  one.selected === other.selected &&
  one.dragging === other.dragging &&
  one.position.x === other.position.x &&
  one.position.y === other.position.y;
