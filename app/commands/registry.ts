/** All commands, in the order of menus and the palette. */
import type { Command } from "./command.ts";
import { deleteSelection } from "./delete-selection.ts";
import { redo, undo } from "./history-commands.ts";
import { addRelation } from "./relation-commands.ts";
import { screenCommands } from "./screen-commands.ts";
import { addColumns, addTable, renameTable, selectAllTables } from "./table-commands.ts";
import {
  findTable,
  fitDiagram,
  openGuide,
  openPalette,
  switchTheme,
  tidyUp,
  toggleInspector,
  toggleOutline,
  toggleProblems,
  zoomIn,
  zoomOut,
} from "./view-commands.ts";

export const commands: readonly Command[] = [
  addTable,
  addColumns,
  renameTable,
  addRelation,
  selectAllTables,
  undo,
  redo,
  deleteSelection,
  ...screenCommands,
  findTable,
  fitDiagram,
  zoomIn,
  zoomOut,
  tidyUp,
  toggleOutline,
  toggleInspector,
  toggleProblems,
  switchTheme,
  openGuide,
  openPalette,
];
