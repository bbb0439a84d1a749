/** How the diagram is fitted into view: clear of the bars above and below it. */
import type { FitViewOptions } from "@xyflow/react";
import type { Box } from "./lines/index.ts";

/** The bars take too much of a lower canvas. */
const LOWEST_WITH_BARS = 420;
const SMALLEST_ZOOM = 0.005;
const SMALL_WINDOW = 300;

export const fitOptions = (
  frame: HTMLElement | null,
): Pick<FitViewOptions, "padding" | "maxZoom" | "minZoom"> => ({
  padding:
    frame !== null && frame.clientHeight >= LOWEST_WITH_BARS
      ? { top: "56px", bottom: "56px", left: "24px", right: "24px" }
      : 0.12,
  maxZoom: 1,
  minZoom: SMALLEST_ZOOM,
});

/** The zoom at which all boxes fit into a small window; a power of two, so that it seldom changes. */
export const lowestZoom = (boxes: readonly Box[]): number => {
  if (boxes.length === 0) return 0.25;
  const left = Math.min(...boxes.map(({ x }) => x));
  const top = Math.min(...boxes.map(({ y }) => y));
  const right = Math.max(...boxes.map(({ x, width }) => x + width));
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height));
  const zoom = 2 ** Math.floor(Math.log2(SMALL_WINDOW / Math.max(right - left, bottom - top)));
  return Math.min(0.25, Math.max(SMALLEST_ZOOM, zoom));
};
