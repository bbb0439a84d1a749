/** The visible rows of a long list with rows of equal height. */
import { type RefObject, useLayoutEffect, useState } from "react";

export type VisibleRows = {
  readonly first: number;
  /** The index after the last row. */
  readonly end: number;
};

const OVERSCAN = 8;

export const useVisibleRows = (
  viewport: RefObject<HTMLElement | null>,
  rowCount: number,
  rowHeight: number,
): VisibleRows => {
  const [rows, setRows] = useState<VisibleRows>({ first: 0, end: Math.min(rowCount, 60) });
  useLayoutEffect(() => {
    const element = viewport.current;
    if (element === null) return;
    const measure = () => {
      const first = Math.max(0, Math.floor(element.scrollTop / rowHeight) - OVERSCAN);
      const shown = Math.ceil(element.clientHeight / rowHeight) + OVERSCAN * 2;
      const end = Math.min(rowCount, first + shown);
      setRows(old => (old.first === first && old.end === end ? old : { first, end }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener("scroll", measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", measure);
    };
  }, [viewport, rowCount, rowHeight]);
  return rows;
};
