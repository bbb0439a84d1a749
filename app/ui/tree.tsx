/** A tree with keyboard navigation. */
import { ChevronRight } from "lucide-react";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { classNames } from "./class-names.ts";
import styles from "./tree.module.css";
import { treeMove } from "./tree-keys.ts";
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
  const setNodeOpen = (id: string, isOpen: boolean) => setOpen(withNode(open, id, isOpen));
  const onKeyDown = (event: KeyboardEvent) => {
    if (current === undefined) return;
    const move = treeMove(event.key, { rows, current, open });
    if (move === undefined) return;
    event.preventDefault();
    if (move.kind === "toggle") setNodeOpen(current.node.id, move.open);
    else focus(move.row);
  };
  return (
    <div ref={root} role="tree" aria-label={label} className={styles.tree}>
      {rows.map(row => (
        <TreeRow
          key={row.node.id}
          id={prefix + row.node.id}
          row={row}
          isOpen={open.has(row.node.id)}
          isCurrent={row === current}
          onFocus={() => focus(row)}
          onToggle={isOpen => setNodeOpen(row.node.id, isOpen)}
          onKeyDown={onKeyDown}
        />
      ))}
    </div>
  );
};

type TreeRowProps = {
  readonly id: string;
  readonly row: VisibleNode;
  readonly isOpen: boolean;
  readonly isCurrent: boolean;
  readonly onFocus: () => void;
  readonly onToggle: (isOpen: boolean) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
};

const TreeRow = ({ id, row, isOpen, isCurrent, onFocus, onToggle, onKeyDown }: TreeRowProps) => {
  const expandable = row.node.children !== undefined;
  const onClick = () => {
    onFocus();
    if (expandable) onToggle(!isOpen);
  };
  return (
    <div
      id={id}
      role="treeitem"
      aria-level={row.level}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      aria-expanded={expandable ? isOpen : undefined}
      aria-selected={isCurrent}
      tabIndex={isCurrent ? 0 : -1}
      className={styles.row}
      style={{ paddingInlineStart: row.level * 16 - 12 }}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      <ChevronRight
        size={13}
        aria-hidden
        className={classNames(styles.arrow, isOpen && styles.open, !expandable && styles.leaf)}
      />
      <span className={styles.label}>{row.node.label}</span>
    </div>
  );
};

const withNode = (open: ReadonlySet<string>, id: string, isOpen: boolean): ReadonlySet<string> => {
  const next = new Set(open);
  if (isOpen) next.add(id);
  else next.delete(id);
  return next;
};
