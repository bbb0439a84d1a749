/** Computes the lines of the diagram, one for each foreign key. */
import {
  columnOf,
  type ForeignKey,
  type ForeignKeyId,
  isOneToOne,
  recordsOf,
  type SchemaDocument,
  tableView,
} from "../../engine/index.ts";
import { rowMiddle } from "./card.ts";
import { type EdgeEnd, type EdgePath, edgePath } from "./edge-path.ts";
import type { Light, TableNode } from "./flow-types.ts";
import { type DiagramState, lightOf } from "./read-nodes.ts";

export type Line = {
  readonly id: ForeignKeyId;
  /** The accessible description. */
  readonly label: string;
  /** Both relation names. */
  readonly names: string;
  readonly path: EdgePath;
  readonly light: Light;
  readonly selected: boolean;
};

type LineState = Pick<DiagramState, "document" | "selection" | "highlight"> & {
  readonly nodes: readonly TableNode[];
};

type Known = {
  readonly from: TableNode;
  readonly to: TableNode;
  readonly key: ForeignKey;
  readonly line: Line;
};

/** A line keeps its identity while its cards and its relation are unchanged. */
export const createLineReader = (): ((state: LineState) => readonly Line[]) => {
  let known = new Map<ForeignKeyId, Known>();
  return ({ document, selection, highlight, nodes }) => {
    const nodeById = new Map(nodes.map(node => [node.id, node]));
    const next = new Map<ForeignKeyId, Known>();
    for (const key of recordsOf(document, "foreignKey")) {
      const from = nodeById.get(key.table);
      const to = nodeById.get(key.target);
      if (from === undefined || to === undefined) continue;
      const light = lightOf(highlight?.foreignKeys, key.id);
      const selected = selection.foreignKeys.has(key.id);
      const before = known.get(key.id);
      const stays =
        before !== undefined &&
        before.key === key &&
        samePlace(before.from, from) &&
        samePlace(before.to, to);
      const drawn = stays ? before.line : lineOf({ document, key, from, to });
      const line =
        drawn.light === light && drawn.selected === selected
          ? drawn
          : { ...drawn, light, selected };
      next.set(key.id, { from, to, key, line });
    }
    known = next;
    return [...next.values()].map(({ line }) => line);
  };
};

const samePlace = (one: TableNode, other: TableNode): boolean =>
  one === other ||
  (one.data.card === other.data.card &&
    one.position.x === other.position.x &&
    one.position.y === other.position.y);

type LineSource = {
  readonly document: SchemaDocument;
  readonly key: ForeignKey;
  readonly from: TableNode;
  readonly to: TableNode;
};

const lineOf = ({ document, key, from, to }: LineSource): Line => {
  const siblings = tableView(document, key.table).foreignKeys;
  return {
    id: key.id,
    label: lineLabel(key, document),
    names: `${key.forward} / ${key.reverse}`,
    path: edgePath({
      from: endOf(from, key.columns[0]),
      to: endOf(to, key.targetColumns[0]),
      many: !isOneToOne(document, key),
      optional: key.columns.some(id => columnOf(document, id).nullable),
      lane: siblings.indexOf(key) - (siblings.length - 1) / 2,
    }),
    light: "plain",
    selected: false,
  };
};

const endOf = ({ position, data: { card } }: TableNode, column: string | undefined): EdgeEnd => {
  const row = Math.max(
    0,
    card.rows.findIndex(({ id }) => id === column),
  );
  return {
    box: { ...position, width: card.width, height: card.height },
    y: position.y + rowMiddle(row),
  };
};

const lineLabel = (key: ForeignKey, document: SchemaDocument): string => {
  const names = key.columns.map(id => columnOf(document, id).name).join(", ");
  const source = tableView(document, key.table).table.name;
  const target = tableView(document, key.target).table.name;
  return `Relation ${key.forward}: ${source}.${names} refers to ${target}`;
};
