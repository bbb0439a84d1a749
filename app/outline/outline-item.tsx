/** A row of the outline: a table or one of its columns. */
import type { KeyboardEvent, MouseEvent } from "react";
import { useProject, useWorkbench } from "../hooks/index.ts";
import { Count, classNames } from "../ui/index.ts";
import styles from "./outline-item.module.css";
import type { OutlineRow } from "./outline-rows.ts";
import { selectRow, toggleTable } from "./select-row.ts";

export type OutlineItemProps = {
  readonly row: OutlineRow;
  readonly top: number;
  /** Whether the row is the tab stop of the tree. */
  readonly isCurrent: boolean;
  readonly onFocus: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
};

export const OutlineItem = ({ row, top, isCurrent, onFocus, onKeyDown }: OutlineItemProps) => {
  const bench = useWorkbench();
  const isTable = row.kind === "table";
  const selected = useProject(({ selection }) =>
    row.kind === "table" ? selection.tables.has(row.id) : selection.column === row.id,
  );
  const onClick = (event: MouseEvent) => {
    const several = event.ctrlKey || event.metaKey;
    if (several && row.kind === "table") toggleTable(bench, row.id);
    else selectRow(bench, row);
  };
  return (
    <div
      role="treeitem"
      data-row={row.id}
      aria-level={isTable ? 1 : 2}
      aria-expanded={isTable ? row.open : undefined}
      aria-selected={selected}
      tabIndex={isCurrent ? 0 : -1}
      className={classNames(styles.row, !isTable && styles.column, selected && styles.selected)}
      style={{ top }}
      onClick={onClick}
      onFocus={onFocus}
      onKeyDown={onKeyDown}
    >
      <span className={styles.label}>{row.label}</span>
      {isTable ? <Count value={row.columnCount} /> : null}
    </div>
  );
};
