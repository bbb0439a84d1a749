/** The outline as a virtualized tree with keyboard navigation. */
import { type KeyboardEvent, type MouseEvent, type RefObject, useState } from "react";
import { renameTable } from "../commands/index.ts";
import { useProject, useWorkbench } from "../hooks/index.ts";
import { selectColumn, selectTables, type Workbench } from "../state/index.ts";
import { Count, classNames, useVisibleRows } from "../ui/index.ts";
import type { OutlineRow } from "./outline-rows.ts";
import styles from "./outline-tree.module.css";

const ROW_HEIGHT = 26;

export type OutlineTreeProps = {
  readonly rows: readonly OutlineRow[];
  readonly viewport: RefObject<HTMLDivElement | null>;
};

export const OutlineTree = ({ rows, viewport }: OutlineTreeProps) => {
  const bench = useWorkbench();
  const visible = useVisibleRows(viewport, rows.length, ROW_HEIGHT);
  const selection = useProject(state => state.selection);
  const [focused, setFocused] = useState<string | null>(null);
  const current = rows.find(row => row.id === focused) ?? rows[0];

  const focus = (row: OutlineRow | undefined) => {
    if (row === undefined) return;
    setFocused(row.id);
    reveal(viewport.current, rows.indexOf(row));
    // The row may not exist before it scrolls into view.
    requestAnimationFrame(() => {
      viewport.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(row.id)}"]`)?.focus();
    });
  };
  const onKeyDown = (event: KeyboardEvent, row: OutlineRow) => {
    const index = rows.indexOf(row);
    const goal = goalOf(event.key, rows, index);
    if (goal !== undefined) {
      event.preventDefault();
      focus(goal);
    } else if (["Enter", " ", "ArrowRight"].includes(event.key)) {
      event.preventDefault();
      selectRow(bench, row);
    } else if (event.key === "F2" && row.kind === "table") {
      event.preventDefault();
      selectRow(bench, row);
      renameTable.run(bench);
    }
  };
  return (
    <div ref={viewport} role="tree" aria-label="Tables and columns" className={styles.tree}>
      <div style={{ height: rows.length * ROW_HEIGHT }} className={styles.sheet} role="none">
        {rows.slice(visible.first, visible.end).map((row, offset) => {
          const selected =
            row.kind === "table" ? selection.tables.has(row.id) : selection.column === row.id;
          return (
            <div
              key={row.id}
              role="treeitem"
              data-row={row.id}
              aria-level={row.kind === "table" ? 1 : 2}
              aria-expanded={row.kind === "table" ? row.open : undefined}
              aria-selected={selected}
              tabIndex={row === current ? 0 : -1}
              className={classNames(
                styles.row,
                row.kind === "column" && styles.column,
                selected && styles.selected,
              )}
              style={{ top: (visible.first + offset) * ROW_HEIGHT }}
              onClick={event => clickRow(bench, row, event)}
              onFocus={() => setFocused(row.id)}
              onKeyDown={event => onKeyDown(event, row)}
            >
              <span className={styles.label}>{row.label}</span>
              {row.kind === "table" ? <Count value={row.columnCount} /> : null}
            </div>
          );
        })}
      </div>
    </div>
  );
};

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

const clickRow = (bench: Workbench, row: OutlineRow, event: MouseEvent): void => {
  const several = event.ctrlKey || event.metaKey;
  if (!several || row.kind === "column") return selectRow(bench, row);
  const tables = new Set(bench.project.getState().selection.tables);
  if (!tables.delete(row.id)) tables.add(row.id);
  bench.project.select(selectTables(tables));
};

const selectRow = ({ project, ports }: Workbench, row: OutlineRow): void => {
  const table = row.kind === "table" ? row.id : row.table;
  project.select(row.kind === "table" ? selectTables([row.id]) : selectColumn(row.table, row.id));
  ports.canvas?.reveal([table]);
};

const reveal = (viewport: HTMLElement | null, index: number): void => {
  if (viewport === null) return;
  const top = index * ROW_HEIGHT;
  if (top < viewport.scrollTop) viewport.scrollTop = top;
  const lowest = viewport.scrollTop + viewport.clientHeight - ROW_HEIGHT;
  if (top > lowest) viewport.scrollTop += top - lowest;
};
