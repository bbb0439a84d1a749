/** All commands, in the order of menus and the palette. */
import { samples } from "../project/index.ts";
import { addArea, addNote, editAnnotation } from "./annotation-commands.ts";
import { arrangeCommands, selectRelated, zoomToSelection } from "./arrange-commands.ts";
import type { Command } from "./command.ts";
import { duplicate } from "./copy-commands.ts";
import { deleteSelection } from "./delete-selection.ts";
import { redo, undo } from "./history-commands.ts";
import {
  damagedRows,
  importTables,
  listProjects,
  newProject,
  openSample,
  saveAsDatabase,
  saveAsFile,
} from "./project-commands.ts";
import { addRelation, relateByTap } from "./relation-commands.ts";
import { screenCommands } from "./screen-commands.ts";
import {
  addColumns,
  addTable,
  deselect,
  renameColumn,
  renameTable,
  selectAllTables,
} from "./table-commands.ts";
import {
  findTable,
  fitDiagram,
  nextPanel,
  openGuide,
  openPalette,
  previousPanel,
  savePicture,
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
  renameColumn,
  renameTable,
  addRelation,
  relateByTap,
  addNote,
  addArea,
  editAnnotation,
  selectAllTables,
  selectRelated,
  deselect,
  undo,
  redo,
  duplicate,
  deleteSelection,
  newProject,
  listProjects,
  importTables,
  saveAsFile,
  saveAsDatabase,
  damagedRows,
  ...samples.map(({ id, name }) => openSample(id, name)),
  ...screenCommands,
  findTable,
  fitDiagram,
  zoomToSelection,
  zoomIn,
  zoomOut,
  tidyUp,
  ...arrangeCommands,
  savePicture,
  toggleOutline,
  toggleInspector,
  toggleProblems,
  nextPanel,
  previousPanel,
  switchTheme,
  openGuide,
  openPalette,
];
