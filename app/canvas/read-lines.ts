/** Computes the lines of the diagram, one for each foreign key. */
import {
  type ColumnId,
  columnOf,
  type ForeignKey,
  type ForeignKeyId,
  isOneToOne,
  recordsOf,
  type SchemaDocument,
  tableView,
} from "../../engine/index.ts";
import type { Selection } from "../state/index.ts";
import { rowMiddleOf } from "./card.ts";
import type { LineLight, TableNode } from "./flow-types.ts";
import {
  type Area,
  type LinePath,
  LineRouter,
  linePath,
  type Route,
  type Routes,
} from "./lines/index.ts";
import { boxOfNode, type DiagramState, lightOf } from "./read-nodes.ts";

export type Line = {
  readonly id: ForeignKeyId;
  /** The accessible description. */
  readonly label: string;
  /** Both relation names. */
  readonly names: string;
  readonly path: LinePath;
  readonly bounds: Area;
  readonly light: LineLight;
  readonly selected: boolean;
};

type LineState = DiagramState & { readonly nodes: readonly TableNode[] };

type Ends = { readonly key: ForeignKey; readonly from: TableNode; readonly to: TableNode };
type Known = Ends & { readonly route: Route; readonly line: Line };

/** A line keeps its identity while its cards, its route and its relation are unchanged. */
export const createLineReader = (): ((state: LineState) => readonly Line[]) => {
  const router = new LineRouter();
  let known = new Map<ForeignKeyId, Known>();
  return ({ document, selection, highlight, nodes, moving }) => {
    const ends = endsOf(document, nodes);
    const routes = routesOf(router, nodes, ends, moving.size > 0);
    const near = highlight === null ? nearSelection(ends, selection) : null;
    const next = new Map<ForeignKeyId, Known>();
    for (const end of ends) {
      const { id } = end.key;
      const route = routes.get(id) ?? [];
      const before = known.get(id);
      const stays = before !== undefined && sameLine(before, { ...end, route });
      const drawn = stays ? before.line : lineOf(document, end, route);
      const light = near === null ? lightOf(highlight?.foreignKeys, id) : lineLight(near, id);
      const selected = selection.foreignKeys.has(id);
      const same = drawn.light === light && drawn.selected === selected;
      next.set(id, { ...end, route, line: same ? drawn : { ...drawn, light, selected } });
    }
    known = next;
    return [...next.values()].map(({ line }) => line);
  };
};

const lineLight = (near: ReadonlySet<ForeignKeyId>, id: ForeignKeyId): LineLight =>
  near.has(id) ? "near" : "faded";

/** The relations of the selected tables, and those selected; null if there are none. */
const nearSelection = (
  ends: readonly Ends[],
  { tables, foreignKeys }: Selection,
): ReadonlySet<ForeignKeyId> | null => {
  const near = ends.filter(
    ({ key }) => tables.has(key.table) || tables.has(key.target) || foreignKeys.has(key.id),
  );
  return near.length === 0 ? null : new Set(near.map(({ key }) => key.id));
};

/** The ends of each relation between tables that have a place. */
const endsOf = (document: SchemaDocument, nodes: readonly TableNode[]): readonly Ends[] => {
  const placed = new Set<string>(recordsOf(document, "placement").map(({ table }) => table));
  const nodeById = new Map(nodes.filter(({ id }) => placed.has(id)).map(node => [node.id, node]));
  return recordsOf(document, "foreignKey").flatMap(key => {
    const from = nodeById.get(key.table);
    const to = nodeById.get(key.target);
    return from === undefined || to === undefined ? [] : [{ key, from, to }];
  });
};

const routesOf = (
  router: LineRouter,
  nodes: readonly TableNode[],
  ends: readonly Ends[],
  isDrag: boolean,
): Routes => {
  const boxes = new Map(nodes.map(node => [node.id, boxOfNode(node)]));
  const requests = ends.map(({ key, from, to }) => ({
    id: key.id,
    from: { box: boxOfNode(from), y: rowsOf(from, key.columns)[0] ?? from.position.y },
    to: { box: boxOfNode(to), y: rowsOf(to, key.targetColumns)[0] ?? to.position.y },
  }));
  return isDrag ? router.follow(boxes, requests) : router.route(boxes, requests);
};

/** The centers of the rows of these columns. */
const rowsOf = ({ position, data: { card } }: TableNode, columns: readonly ColumnId[]) =>
  columns.map(column => position.y + rowMiddleOf(card, column));

const sameLine = (one: Omit<Known, "line">, other: Omit<Known, "line">): boolean =>
  one.key === other.key &&
  one.route === other.route &&
  one.from.data.card === other.from.data.card &&
  one.to.data.card === other.to.data.card;

const lineOf = (document: SchemaDocument, { key, from, to }: Ends, route: Route): Line => ({
  id: key.id,
  label: lineLabel(key, document),
  names: `${key.forward} / ${key.reverse}`,
  path: linePath({
    route,
    fromRows: rowsOf(from, key.columns),
    toRows: rowsOf(to, key.targetColumns),
    many: !isOneToOne(document, key),
    optional: key.columns.some(id => columnOf(document, id).nullable),
  }),
  bounds: boundsOf(route),
  light: "plain",
  selected: false,
});

const boundsOf = (route: Route): Area => {
  const xs = route.map(({ x }) => x);
  const ys = route.map(({ y }) => y);
  return {
    left: Math.min(...xs),
    top: Math.min(...ys),
    right: Math.max(...xs),
    bottom: Math.max(...ys),
  };
};

const lineLabel = (key: ForeignKey, document: SchemaDocument): string => {
  const names = key.columns.map(id => columnOf(document, id).name).join(", ");
  const source = tableView(document, key.table).table.name;
  const target = tableView(document, key.target).table.name;
  return `Relation ${key.forward}: ${source}.${names} refers to ${target}`;
};
