/** The state of the window: screen, dialog, panels, and the table that is edited. */
import { createStore, type StoreApi } from "zustand/vanilla";
import type { ColumnId, TableId } from "../../engine/index.ts";
import type { AnnotationId } from "./selection.ts";

export const screens = ["design", "query", "export"] as const;
export type ScreenName = (typeof screens)[number];

export type DialogName =
  | "add-relation"
  | "damaged-rows"
  | "delete"
  | "guide"
  | "import"
  | "picture"
  | "projects";

/** The panels that are sheets in a narrow window. */
export type SidePanel = "outline" | "inspector";

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
  /** Whether the window is too narrow for panels at its sides. */
  readonly compact: boolean;
  /** The side panel that covers the diagram in a narrow window. */
  readonly sheet: SidePanel | null;
  /** The table, column, note or area whose name or text is edited on the canvas. */
  readonly naming: TableId | ColumnId | AnnotationId | null;
  /** The table that was just added: without a name, it is removed again. */
  readonly unnamed: TableId | null;
  /** The column that a tap on another table or column relates. */
  readonly relating: ColumnId | null;
  /** The table to which columns are added on the canvas. */
  readonly typing: TableId | null;
};

export type WorkspaceStore = StoreApi<WorkspaceState>;

/** Shows a side panel, or hides it. */
export const setPanelShown = (
  workspace: WorkspaceStore,
  panel: SidePanel,
  shown: boolean,
): void => {
  const { compact } = workspace.getState();
  workspace.setState(compact ? { sheet: shown ? panel : null } : { [panel]: shown });
};

export const isPanelShown = ({ compact, sheet, ...shown }: WorkspaceState, panel: SidePanel) =>
  compact ? sheet === panel : shown[panel];

export const createWorkspaceStore = (initial: Partial<WorkspaceState> = {}): WorkspaceStore =>
  createStore<WorkspaceState>(() => ({
    screen: "design",
    dialog: null,
    incoming: null,
    palette: false,
    outline: true,
    inspector: true,
    problems: false,
    compact: false,
    sheet: null,
    naming: null,
    relating: null,
    unnamed: null,
    typing: null,
    ...initial,
  }));
