/** The active cell of a grid, and the keys that move it. */
import { type KeyboardEvent, type RefObject, useState } from "react";

export type Position = {
  readonly row: number;
  readonly column: number;
};

export type GridSize = {
  readonly rowCount: number;
  readonly columnCount: number;
  /** In pixels. */
  readonly rowHeight: number;
};

export const useActiveCell = (
  viewport: RefObject<HTMLElement | null>,
  { rowCount, columnCount, rowHeight }: GridSize,
) => {
  const [active, setActive] = useState<Position>({ row: 0, column: 0 });
  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.floor((viewport.current?.clientHeight ?? 0) / rowHeight) - 2;
    const step = keyStep(event, page);
    if (step === undefined || rowCount === 0) return;
    event.preventDefault();
    const row = clamp(active.row + step.row, rowCount);
    setActive({ row, column: clamp(active.column + step.column, columnCount) });
    revealRow(viewport.current, row, rowHeight);
  };
  return { active, setActive, onKeyDown };
};

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

const revealRow = (viewport: HTMLElement | null, row: number, rowHeight: number): void => {
  if (viewport === null) return;
  const top = row * rowHeight;
  const shown = viewport.clientHeight - rowHeight;
  if (top < viewport.scrollTop) viewport.scrollTop = top;
  else if (top + rowHeight > viewport.scrollTop + shown) {
    viewport.scrollTop = top + rowHeight - shown;
  }
};

const clamp = (index: number, count: number): number => Math.max(0, Math.min(index, count - 1));
