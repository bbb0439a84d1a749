/** Every way to change a document: `(document, arguments) -> Report<Diff>`. */
export { type AddColumn, addColumn } from "./add-column.ts";
export { type AddForeignKey, addForeignKey } from "./add-foreign-key.ts";
export { type AddLine, addLine } from "./add-line.ts";
export { type AddTable, addTable } from "./add-table.ts";
export {
  type AddArea,
  type AddNote,
  addArea,
  addNote,
  removeAnnotations,
  type UpdateArea,
  type UpdateNote,
  updateArea,
  updateNote,
} from "./edit-annotations.ts";
export {
  type AddCheck,
  addCheck,
  removeChecks,
  type UpdateCheck,
  updateCheck,
} from "./edit-checks.ts";
export {
  type AddEnum,
  addEnum,
  type RemoveEnums,
  removeEnums,
  type UpdateEnum,
  updateEnum,
} from "./edit-enums.ts";
export {
  type AddIndex,
  addIndex,
  removeIndexes,
  type UpdateIndex,
  updateIndex,
} from "./edit-indexes.ts";
export {
  type AddUniqueKey,
  addUniqueKey,
  removeKeys,
  type UpdateKey,
  updateKey,
} from "./edit-keys.ts";
export { type LooseReference, mergeDocument } from "./merge-document.ts";
export { contentsOfArea, type MoveArea, moveArea, type TableSizes } from "./move-area.ts";
export { type MoveColumn, moveColumn } from "./move-column.ts";
export {
  type Copied,
  type PasteColumns,
  type PasteRecords,
  pasteColumns,
  pasteRecords,
} from "./paste-records.ts";
export { type PlaceTables, placeTables } from "./place-tables.ts";
export { type RelateTables, type RelationKind, relateTables } from "./relate-tables.ts";
export { namesTakenIn } from "./relation-names.ts";
export { type RemoveColumns, removeColumns } from "./remove-columns.ts";
export { type RemoveTables, removeTables } from "./remove-tables.ts";
export { type RenameTable, renameTable } from "./rename-table.ts";
export {
  isUniqueColumn,
  type SetPrimaryKey,
  type SetUnique,
  setPrimaryKey,
  setUnique,
} from "./set-keys.ts";
export { type UpdateColumn, updateColumn } from "./update-column.ts";
export {
  removeForeignKeys,
  type UpdateForeignKey,
  updateForeignKey,
} from "./update-foreign-key.ts";
export { type UpdateTable, updateTable } from "./update-table.ts";
