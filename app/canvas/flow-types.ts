/** The diagram in the canvas library's terms. */
import type { Node } from "@xyflow/react";
import type { Card } from "./card.ts";

/** How a thing stands out while a query lights some of the diagram. */
export type Light = "plain" | "lit" | "faded";

export type TableNodeData = { readonly card: Card; readonly light: Light };
export type TableNode = Node<TableNodeData, "table">;
