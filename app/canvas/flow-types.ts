// The diagram in the canvas library's terms.

import type { Edge, Node } from "@xyflow/react";
import type { Card } from "./card.ts";

/** How a thing stands out while a query lights some of the diagram. */
export type Light = "plain" | "lit" | "faded";

export type TableNodeData = { readonly card: Card; readonly light: Light };
export type TableNode = Node<TableNodeData, "table">;

export type RelationEdgeData = {
  readonly many: boolean;
  readonly optional: boolean;
  readonly light: Light;
  /** Which of the lines of its table this is, counted from the middle, so that they run apart. */
  readonly lane: number;
  readonly forward: string;
  readonly reverse: string;
};
export type RelationEdge = Edge<RelationEdgeData, "relation">;
