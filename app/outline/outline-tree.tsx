/** The outline as a virtualized tree with keyboard navigation. */
import { type KeyboardEvent, type RefObject, useState } from "react";
import { renameTable } from "../commands/index.ts";
import { useWorkbench } from "../hooks/index.ts";
import { useVisibleRows } from "../ui/index.ts";
import { OutlineItem } from "./outline-item.tsx";
import type { OutlineRow } from "./outline-rows.ts";
import styles from "./outline-tree.module.css";
import { selectRow } from "./select-row.ts";

const ROW_HEIGHT = 26;

export type OutlineTreeProps = {
  readonly rows: readonly OutlineRow[];
  readonly viewport: RefObject<HTMLDivElement | null>;
};

export const OutlineTree = ({ rows, viewport }: OutlineTreeProps) => {
  const visible = useVisibleRows(viewport, rows.length, ROW_HEIGHT);
  const { current, setFocused, onKeyDown } = useOutlineKeys({ rows, viewport });
  return (
    <div ref={viewport} role="tree" aria-label="Tables and columns" className={styles.tree}>
      <div style={{ height: rows.length * ROW_HEIGHT }} className={styles.sheet} role="none">
        {rows.slice(visible.first, visible.end).map((row, offset) => (
          <OutlineItem
            key={row.id}
            row={row}
            top={(visible.first + offset) * ROW_HEIGHT}
            isCurrent={row === current}
            onFocus={() => setFocused(row.id)}
            onKeyDown={event => onKeyDown(event, row)}
          />
        ))}
      </div>
    </div>
  );
};

/** The row that has the focus or gets it next, and the keys that move the focus. */
const useOutlineKeys = ({ rows, viewport }: OutlineTreeProps) => {
  const bench = useWorkbench();
  const [focused, setFocused] = useState<string | null>(null);
  const current = rows.find(row => row.id === focused) ?? rows[0];

  const focus = (row: OutlineRow) => {
    setFocused(row.id);
    reveal(viewport.current, rows.indexOf(row));
    // The row may not exist before it scrolls into view.
    requestAnimationFrame(() => {
      viewport.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(row.id)}"]`)?.focus();
    });
  };
  const onKeyDown = (event: KeyboardEvent, row: OutlineRow) => {
    const goal = goalOf(event.key, rows, rows.indexOf(row));
    const isRename = event.key === "F2" && row.kind === "table";
    if (goal !== undefined) focus(goal);
    else if (SELECTING_KEYS.has(event.key) || isRename) selectRow(bench, row);
    else return;
    if (isRename) renameTable.run(bench);
    event.preventDefault();
  };
  return { current, setFocused, onKeyDown };
};

const SELECTING_KEYS = new Set(["Enter", " ", "ArrowRight"]);

/** The row that a key moves the focus to. */
const goalOf = (
  key: string,
  rows: readonly OutlineRow[],
  index: number,
): OutlineRow | undefined => {
  switch (key) {
    case "ArrowDown":
      return rows[index + 1] ?? rows[index];
    case "ArrowUp":
      return rows[Math.max(0, index - 1)];
    case "Home":
      return rows[0];
    case "End":
      return rows.at(-1);
    case "ArrowLeft":
      return rows.slice(0, index + 1).findLast(row => row.kind === "table");
    default:
      return undefined;
  }
};

const reveal = (viewport: HTMLElement | null, index: number): void => {
  if (viewport === null) return;
  const top = index * ROW_HEIGHT;
  if (top < viewport.scrollTop) viewport.scrollTop = top;
  const lowest = viewport.scrollTop + viewport.clientHeight - ROW_HEIGHT;
  if (top > lowest) viewport.scrollTop += top - lowest;
};
