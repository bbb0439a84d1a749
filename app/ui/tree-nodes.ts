/** Nodes of a tree, with lazily created children. */
import type { ReactNode } from "react";

export type TreeNode = {
  /** Stable and unique within the tree. */
  readonly id: string;
  readonly label: ReactNode;
  /** Creates the children; undefined for a leaf. */
  readonly children?: () => readonly TreeNode[];
};

export type VisibleNode = {
  readonly node: TreeNode;
  readonly level: number;
  readonly position: number;
  readonly siblings: number;
  readonly parent: string | undefined;
};

const PAGE_LENGTH = 100;

/** The visible rows in order, for a set of open nodes. */
export const visibleNodes = (
  roots: readonly TreeNode[],
  open: ReadonlySet<string>,
): readonly VisibleNode[] => {
  const rows: VisibleNode[] = [];
  const visit = (nodes: readonly TreeNode[], level: number, parent: string | undefined) => {
    nodes.forEach((node, index) => {
      rows.push({ node, level, position: index + 1, siblings: nodes.length, parent });
      if (open.has(node.id) && node.children !== undefined) {
        visit(paged(node.id, node.children()), level + 1, node.id);
      }
    });
  };
  visit(roots, 1, undefined);
  return rows;
};

// Long lists are split into pages, so that no node shows too many children.
const paged = (parent: string, nodes: readonly TreeNode[]): readonly TreeNode[] => {
  if (nodes.length <= PAGE_LENGTH) return nodes;
  const pages: TreeNode[] = [];
  for (let start = 0; start < nodes.length; start += PAGE_LENGTH) {
    const end = Math.min(start + PAGE_LENGTH, nodes.length);
    pages.push({
      id: `${parent}/${start}-${end}`,
      label: `${start} to ${end - 1}`,
      children: () => nodes.slice(start, end),
    });
  }
  return pages.length <= PAGE_LENGTH ? pages : paged(`${parent}/`, pages);
};
