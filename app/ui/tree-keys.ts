/** What a key does in a tree. */
import type { VisibleNode } from "./tree-nodes.ts";

/** Moves to a row (undefined at either end), or opens or closes the current one. */
export type TreeMove =
  | { readonly kind: "focus"; readonly row: VisibleNode | undefined }
  | { readonly kind: "toggle"; readonly open: boolean };

export type TreeState = {
  readonly rows: readonly VisibleNode[];
  readonly current: VisibleNode;
  readonly open: ReadonlySet<string>;
};

/** The move for a key; undefined if the tree does not handle the key. */
export const treeMove = (key: string, { rows, current, open }: TreeState): TreeMove | undefined => {
  const index = rows.indexOf(current);
  const expandable = current.node.children !== undefined;
  const isOpen = open.has(current.node.id);
  switch (key) {
    case "ArrowDown":
      return focus(rows[index + 1]);
    case "ArrowUp":
      return focus(rows[index - 1]);
    case "Home":
      return focus(rows[0]);
    case "End":
      return focus(rows.at(-1));
    case "ArrowRight":
      if (expandable && !isOpen) return toggle(true);
      return focus(isOpen ? rows[index + 1] : current);
    case "ArrowLeft":
      if (isOpen) return toggle(false);
      return focus(rows.find(row => row.node.id === current.parent));
    case "Enter":
    case " ":
      return expandable ? toggle(!isOpen) : undefined;
    default:
      return undefined;
  }
};

const focus = (row: VisibleNode | undefined): TreeMove => ({ kind: "focus", row });

const toggle = (open: boolean): TreeMove => ({ kind: "toggle", open });
