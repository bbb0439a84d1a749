/** The schema document: records, diffs, edits and views. */
export { Change } from "./change.ts";
export { checkColumnDefault, parseColumnDefault, printColumnDefault } from "./column-default.ts";
export {
  type ColumnDraft,
  type ConstraintDraft,
  checkColumnType,
  type LineDraft,
  parseColumnLine,
  parseTableLine,
  printColumnLine,
} from "./column-line/index.ts";
export { mentions, renameInText, rewriteMentions } from "./column-mentions.ts";
export {
  commonTypeNames,
  describeType,
  isKnownType,
  parseColumnType,
  printColumnType,
} from "./column-type.ts";
export {
  type Choices,
  type Consequence,
  type ConsequenceOption,
  chosenOption,
  type Dependent,
  dependentsOf,
  dependentsOfTables,
  noChoices,
} from "./dependents/index.ts";
export {
  addedRecords,
  applyDiff,
  type Diff,
  diffBetween,
  emptyDiff,
  isEmptyDiff,
  reverseDiff,
  squashDiffs,
} from "./diff.ts";
export * from "./edits/index.ts";
export { CONTENT_VERSION } from "./file/content-migrations.ts";
export {
  isProjectFile,
  type ProjectFile,
  parseProjectFile,
  printAroundRows,
  printProjectFile,
  projectFileExtension,
  ROWS_LINE,
} from "./file/project-file.ts";
export { type ProjectContent, readProjectContent } from "./file/read-content.ts";
export type { QueryLanguage, StoredQuery } from "./file/record-schemas.ts";
export { countedIds, randomIds } from "./ids.ts";
export { keyTypeDifference } from "./key-types.ts";
export {
  entityNameFor,
  firstFreeName,
  foldedName,
  foreignKeyColumnFor,
  foreignKeyNameForMany,
  forwardNamesFor,
  freeName,
  isIdentifier,
  isUsableName,
  reverseNameFor,
  reverseQualifierFor,
} from "./names.ts";
export { type Fix, findProblems, isHint, type Problem } from "./problems/index.ts";
export type * from "./records.ts";
export { colorNames, emptyDocument } from "./records.ts";
export {
  isNumberedJoinTable,
  isOneToOne,
  isPlainJoinTable,
  type Relation,
  relationsOf,
  reverseOf,
  type Through,
} from "./relations.ts";
export {
  columnNamed,
  columnOf,
  columnsOfEnum,
  enumOf,
  findTable,
  isKey,
  isUnique,
  recordOf,
  recordsOf,
  referringColumns,
  sameName,
  type TableView,
  tableNamed,
  tableView,
  tableViews,
} from "./views.ts";
