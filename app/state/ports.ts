/** What the page and its panels can do for commands. */
import type { TableId } from "../../engine/index.ts";

export type Point = {
  readonly x: number;
  readonly y: number;
};

export type CanvasPort = {
  fit(): void;
  zoomIn(): void;
  zoomOut(): void;
  /** Moves the view so that these tables are seen. */
  reveal(tables: readonly TableId[]): void;
  /** A point in view where a new table covers no other. */
  freePlace(): Point;
  focus(): void;
  /** Lays out these tables, or all. */
  tidy(tables?: readonly TableId[]): Promise<void>;
};

export type SearchPort = {
  focus(): void;
};

/** Something to tell the person in passing. */
export type Notice = {
  readonly title: string;
  readonly description?: string;
};

export type Ports = {
  tell(notice: Notice): void;
  switchTheme(): void;
  /** Empty while the panel is not shown. */
  canvas: CanvasPort | null;
  search: SearchPort | null;
};
