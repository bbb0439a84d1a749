/** The types of the diagram for the canvas library. */
import type { Node } from "@xyflow/react";
import type { Area, Note } from "../../engine/index.ts";
import type { Card } from "./card.ts";

/** The emphasis of an element while a query highlights part of the diagram. */
export type Light = "plain" | "lit" | "faded";

/** The emphasis of a line: near to the selection, too. */
export type LineLight = Light | "near";

export type TableNodeData = { readonly card: Card; readonly light: Light };
export type TableNode = Node<TableNodeData, "table">;
export type NoteNode = Node<{ readonly note: Note }, "note">;
export type AreaNode = Node<{ readonly area: Area }, "area">;
export type DiagramNode = TableNode | NoteNode | AreaNode;
