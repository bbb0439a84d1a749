/** A read-only, virtualized table with a sticky header. */
import { memo, type ReactNode, useId, useRef } from "react";
import { classNames } from "./class-names.ts";
import styles from "./data-grid.module.css";
import { type Position, useActiveCell } from "./use-active-cell.ts";
import { useVisibleRows } from "./use-visible-rows.ts";

export type GridColumn = {
  readonly id: string;
  readonly label: ReactNode;
  readonly align?: "start" | "end";
  /** In pixels. */
  readonly width?: number;
};

export type DataGridProps = {
  readonly label: string;
  readonly columns: readonly GridColumn[];
  readonly rowCount: number;
  readonly cell: (row: number, column: number) => ReactNode;
};

const ROW_HEIGHT = 26;
const DEFAULT_WIDTH = 160;

export const DataGrid = ({ label, columns, rowCount, cell }: DataGridProps) => {
  const prefix = useId();
  const viewport = useRef<HTMLDivElement>(null);
  const visible = useVisibleRows(viewport, rowCount, ROW_HEIGHT);
  const { active, setActive, onKeyDown } = useActiveCell(viewport, {
    rowCount,
    columnCount: columns.length,
    rowHeight: ROW_HEIGHT,
  });
  return (
    <div ref={viewport} className={styles.viewport}>
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: cells have keyboard navigation
        role="grid"
        aria-label={label}
        aria-rowcount={rowCount + 1}
        aria-colcount={columns.length}
        aria-activedescendant={`${prefix}${active.row}-${active.column}`}
        tabIndex={0}
        className={styles.table}
        onKeyDown={onKeyDown}
      >
        <Head columns={columns} />
        <tbody>
          <Space rows={visible.first} columns={columns.length} />
          {range(visible.first, visible.end).map(row => (
            <GridRow
              key={row}
              row={row}
              prefix={prefix}
              columns={columns}
              cell={cell}
              activeColumn={active.row === row ? active.column : undefined}
              onActivate={setActive}
            />
          ))}
          <Space rows={rowCount - visible.end} columns={columns.length} />
        </tbody>
      </table>
    </div>
  );
};

const Head = ({ columns }: { readonly columns: readonly GridColumn[] }) => (
  <thead className={styles.head}>
    <tr aria-rowindex={1}>
      {columns.map(column => (
        <th
          key={column.id}
          scope="col"
          style={{ width: column.width ?? DEFAULT_WIDTH }}
          className={classNames(styles.cell, column.align === "end" && styles.end)}
        >
          {column.label}
        </th>
      ))}
    </tr>
  </thead>
);

/** A spacer for the rows outside the viewport, so that the scroll bar is correct. */
const Space = ({ rows, columns }: { readonly rows: number; readonly columns: number }) => {
  if (rows <= 0) return null;
  return (
    <tr aria-hidden>
      <td colSpan={columns} style={{ height: rows * ROW_HEIGHT }} />
    </tr>
  );
};

type GridRowProps = {
  readonly row: number;
  readonly prefix: string;
  readonly columns: readonly GridColumn[];
  readonly cell: (row: number, column: number) => ReactNode;
  readonly activeColumn: number | undefined;
  readonly onActivate: (position: Position) => void;
};

const GridRow = memo(function GridRow({
  row,
  prefix,
  columns,
  cell,
  activeColumn,
  onActivate,
}: GridRowProps) {
  return (
    <tr aria-rowindex={row + 2} className={styles.row}>
      {columns.map((column, index) => (
        <td
          key={column.id}
          id={`${prefix}${row}-${index}`}
          data-active={index === activeColumn || undefined}
          className={classNames(styles.cell, column.align === "end" && styles.end)}
          onPointerDown={() => onActivate({ row, column: index })}
        >
          {cell(row, index)}
        </td>
      ))}
    </tr>
  );
});

const range = (first: number, end: number): readonly number[] =>
  Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index);
