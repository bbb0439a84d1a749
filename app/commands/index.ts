/** Commands as values, for keys, menus and the palette. */
export { addArea, addNote, addNoteAt, editAnnotation } from "./annotation-commands.ts";
export { applyEdit, type Edit } from "./apply-edit.ts";
export { arrangeCommands, selectRelated, zoomToSelection } from "./arrange-commands.ts";
export { COPY_TYPE, printPart, selectedPart } from "./clipboard.ts";
export { type Command, isAvailable } from "./command.ts";
export { duplicate, pastePart } from "./copy-commands.ts";
export { deleteSelection, deleteWith } from "./delete-selection.ts";
export { deletionOf } from "./deletion.ts";
export { redo, undo } from "./history-commands.ts";
export {
  damagedRows,
  importTables,
  listProjects,
  newProject,
  openSample,
  openStored,
  saveAsDatabase,
  saveAsFile,
} from "./project-commands.ts";
export { commands } from "./registry.ts";
export { type RelationEnds, relate } from "./relate.ts";
export { addRelation, relateByTap } from "./relation-commands.ts";
export { commandFor, type KeyContext, type KeyPress } from "./shortcuts.ts";
export { showRecord } from "./show-record.ts";
export {
  addColumns,
  addTable,
  addTableAt,
  cancelNaming,
  renameColumn,
  renameTable,
} from "./table-commands.ts";
export {
  fitDiagram,
  openGuide,
  openPalette,
  savePicture,
  tidyUp,
  zoomIn,
  zoomOut,
} from "./view-commands.ts";
