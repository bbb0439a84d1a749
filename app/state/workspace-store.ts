/** The state of the window: screen, dialog, panels, and the table that is edited. */
import { createStore, type StoreApi } from "zustand/vanilla";
import type { TableId } from "../../engine/index.ts";

export const screens = ["design", "query", "export"] as const;
export type ScreenName = (typeof screens)[number];

export type DialogName =
  | "add-relation"
  | "damaged-rows"
  | "delete"
  | "guide"
  | "import"
  | "projects";

/** A text; or files and folders. */
export type Incoming = string | readonly (File | FileSystemEntry)[];

export type WorkspaceState = {
  readonly screen: ScreenName;
  readonly dialog: DialogName | null;
  /** What was dropped or pasted, until the import reads it. */
  readonly incoming: Incoming | null;
  readonly palette: boolean;
  readonly outline: boolean;
  readonly inspector: boolean;
  readonly problems: boolean;
  /** The table whose name is edited on the canvas. */
  readonly naming: TableId | null;
  /** The table to which columns are added on the canvas. */
  readonly typing: TableId | null;
};

export type WorkspaceStore = StoreApi<WorkspaceState>;

export const createWorkspaceStore = (initial: Partial<WorkspaceState> = {}): WorkspaceStore =>
  createStore<WorkspaceState>(() => ({
    screen: "design",
    dialog: null,
    incoming: null,
    palette: false,
    outline: true,
    inspector: true,
    problems: false,
    naming: null,
    typing: null,
    ...initial,
  }));
