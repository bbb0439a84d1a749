/** Operations of the page and its panels, for commands. */
import type { TableId } from "../../engine/index.ts";

export type Point = {
  readonly x: number;
  readonly y: number;
};

export type Bounds = Point & {
  readonly width: number;
  readonly height: number;
};

export type CanvasPort = {
  /** Shows these tables, or the whole diagram. */
  fit(tables?: readonly TableId[]): void;
  zoomIn(): void;
  zoomOut(): void;
  /** Moves the view so that these tables are visible, with a free height below them. */
  reveal(tables: readonly TableId[], below?: number): void;
  /** A point in the view where a new table covers no other. */
  freePlace(): Point;
  /** The rectangle around the cards of these tables; null without tables. */
  boundsOf(tables: readonly TableId[]): Bounds | null;
  focus(): void;
  /** Lays out these tables, or all tables. */
  tidy(tables?: readonly TableId[]): Promise<void>;
};

export type SearchPort = {
  focus(): void;
};

export type PanelsPort = {
  /** Moves the focus to the next panel, or with -1 to the previous one. */
  move(by: 1 | -1): void;
};

export type ProjectsPort = {
  /** The id of the open project. */
  currentId(): string;
  create(): Promise<void>;
  openSample(id: string): Promise<void>;
  openStored(id: string): Promise<void>;
  /** Downloads the project as a file. */
  saveFile(): void;
  /** Downloads the tables and rows as a SQLite file. */
  saveDatabase(): Promise<void>;
  hasDamagedRows(): boolean;
};

/** A short message for the user. An error stays until it is closed. */
export type Notice = {
  readonly title: string;
  readonly description?: string;
  readonly kind?: "plain" | "error";
  readonly action?: { readonly label: string; readonly run: () => void };
};

export type Ports = {
  notify(notice: Notice): void;
  switchTheme(): void;
  /** Null while the panel is hidden. */
  canvas: CanvasPort | null;
  search: SearchPort | null;
  panels: PanelsPort | null;
  /** Null until projects can be opened. */
  projects: ProjectsPort | null;
};
