/** What a tree shows: nodes with children that are made only when they are asked for. */

import type { ReactNode } from "react";

export interface TreeNode {
  /** Stable and unique within its tree. */
  readonly id: string;
  readonly label: ReactNode;
  /** Makes the children; left out for a leaf. */
  readonly children?: () => readonly TreeNode[];
}

export interface VisibleNode {
  readonly node: TreeNode;
  readonly level: number;
  readonly position: number;
  readonly siblings: number;
  readonly parent: string | undefined;
}

const pageLength = 100;

/** The rows on screen, in order, given which nodes are open. */
export function visibleNodes(
  roots: readonly TreeNode[],
  open: ReadonlySet<string>,
): readonly VisibleNode[] {
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
}

// A list of thousands opens in pages, so that no node ever shows more than a screen can bear.
function paged(parent: string, nodes: readonly TreeNode[]): readonly TreeNode[] {
  if (nodes.length <= pageLength) return nodes;
  const pages: TreeNode[] = [];
  for (let start = 0; start < nodes.length; start += pageLength) {
    const end = Math.min(start + pageLength, nodes.length);
    pages.push({
      id: `${parent}/${start}-${end}`,
      label: `${start} to ${end - 1}`,
      children: () => nodes.slice(start, end),
    });
  }
  return pages.length <= pageLength ? pages : paged(`${parent}/`, pages);
}
