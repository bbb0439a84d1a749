/** A read-only, virtualized table with a sticky header. */
import { type KeyboardEvent, memo, type ReactNode, useId, useRef, useState } from "react";
import { classNames } from "./class-names.ts";
import styles from "./data-grid.module.css";
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

type Position = {
  readonly row: number;
  readonly column: number;
};

const ROW_HEIGHT = 26;
const DEFAULT_WIDTH = 160;

export const DataGrid = ({ label, columns, rowCount, cell }: DataGridProps) => {
  const prefix = useId();
  const viewport = useRef<HTMLDivElement>(null);
  const visible = useVisibleRows(viewport, rowCount, ROW_HEIGHT);
  const [active, setActive] = useState<Position>({ row: 0, column: 0 });

  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.floor((viewport.current?.clientHeight ?? 0) / ROW_HEIGHT) - 2;
    const step = keyStep(event, page);
    if (step === undefined || rowCount === 0) return;
    event.preventDefault();
    const next = {
      row: clamp(active.row + step.row, rowCount),
      column: clamp(active.column + step.column, columns.length),
    };
    setActive(next);
    revealRow(viewport.current, next.row);
  };
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

const keyStep = (event: KeyboardEvent, page: number): Position | undefined => {
  const toEdge = event.ctrlKey || event.metaKey ? Number.MAX_SAFE_INTEGER : 1;
  const steps: Readonly<Record<string, Position>> = {
    ArrowDown: { row: toEdge, column: 0 },
    ArrowUp: { row: -toEdge, column: 0 },
    ArrowRight: { row: 0, column: toEdge },
    ArrowLeft: { row: 0, column: -toEdge },
    PageDown: { row: page, column: 0 },
    PageUp: { row: -page, column: 0 },
    Home: { row: 0, column: -Number.MAX_SAFE_INTEGER },
    End: { row: 0, column: Number.MAX_SAFE_INTEGER },
  };
  return steps[event.key];
};

const revealRow = (viewport: HTMLElement | null, row: number): void => {
  if (viewport === null) return;
  const top = row * ROW_HEIGHT;
  const shown = viewport.clientHeight - ROW_HEIGHT;
  if (top < viewport.scrollTop) viewport.scrollTop = top;
  else if (top + ROW_HEIGHT > viewport.scrollTop + shown) {
    viewport.scrollTop = top + ROW_HEIGHT - shown;
  }
};

const clamp = (index: number, count: number): number => Math.max(0, Math.min(index, count - 1));

const range = (first: number, end: number): readonly number[] =>
  Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index);
