/** A tree with keyboard navigation. */
import { ChevronRight } from "lucide-react";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { classNames } from "./class-names.ts";
import styles from "./tree.module.css";
import { type TreeNode, type VisibleNode, visibleNodes } from "./tree-nodes.ts";

export type TreeProps = {
  readonly label: string;
  readonly nodes: readonly TreeNode[];
  /** The ids of the nodes that are initially open. */
  readonly initiallyOpen?: readonly string[];
  readonly onFocusNode?: (node: TreeNode) => void;
};

export const Tree = ({ label, nodes, initiallyOpen = [], onFocusNode }: TreeProps) => {
  const prefix = useId();
  const root = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(initiallyOpen));
  const [chosen, setChosen] = useState<string | undefined>();
  const rows = visibleNodes(nodes, open);
  const current = rows.find(row => row.node.id === chosen) ?? rows[0];

  const focus = (row: VisibleNode | undefined) => {
    if (row === undefined) return;
    setChosen(row.node.id);
    onFocusNode?.(row.node);
    root.current?.querySelector<HTMLElement>(`[id="${CSS.escape(prefix + row.node.id)}"]`)?.focus();
  };
  const setNodeOpen = (node: TreeNode, isOpen: boolean) => {
    const next = new Set(open);
    if (isOpen) next.add(node.id);
    else next.delete(node.id);
    setOpen(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (current === undefined) return;
    const move = keyMove(event.key, rows, current, open);
    if (move === undefined) return;
    event.preventDefault();
    if (move.toggle !== undefined) setNodeOpen(current.node, move.toggle);
    else focus(move.to);
  };
  return (
    <div ref={root} role="tree" aria-label={label} className={styles.tree}>
      {rows.map(row => {
        const expandable = row.node.children !== undefined;
        const isOpen = open.has(row.node.id);
        return (
          <div
            key={row.node.id}
            id={prefix + row.node.id}
            role="treeitem"
            aria-level={row.level}
            aria-posinset={row.position}
            aria-setsize={row.siblings}
            aria-expanded={expandable ? isOpen : undefined}
            aria-selected={row === current}
            tabIndex={row === current ? 0 : -1}
            className={styles.row}
            style={{ paddingInlineStart: row.level * 16 - 12 }}
            onKeyDown={onKeyDown}
            onClick={() => {
              focus(row);
              if (expandable) setNodeOpen(row.node, !isOpen);
            }}
          >
            <ChevronRight
              size={13}
              aria-hidden
              className={classNames(
                styles.arrow,
                isOpen && styles.open,
                !expandable && styles.leaf,
              )}
            />
            <span className={styles.label}>{row.node.label}</span>
          </div>
        );
      })}
    </div>
  );
};

type Move = {
  readonly to?: VisibleNode | undefined;
  readonly toggle?: boolean;
};

const keyMove = (
  key: string,
  rows: readonly VisibleNode[],
  current: VisibleNode,
  open: ReadonlySet<string>,
): Move | undefined => {
  const index = rows.indexOf(current);
  const expandable = current.node.children !== undefined;
  const isOpen = open.has(current.node.id);
  switch (key) {
    case "ArrowDown":
      return { to: rows[index + 1] };
    case "ArrowUp":
      return { to: rows[index - 1] };
    case "Home":
      return { to: rows[0] };
    case "End":
      return { to: rows.at(-1) };
    case "ArrowRight":
      return expandable && !isOpen ? { toggle: true } : { to: isOpen ? rows[index + 1] : current };
    case "ArrowLeft":
      return isOpen ? { toggle: false } : { to: rows.find(row => row.node.id === current.parent) };
    case "Enter":
    case " ":
      return expandable ? { toggle: !isOpen } : undefined;
    default:
      return undefined;
  }
};
