/** Lines that users type: columns, and constraints of a table. */
export { type ColumnDraft, type ConstraintDraft, emptyDraft, type LineDraft } from "./draft.ts";
export { parseColumnLine, parseTableLine } from "./parse-line.ts";
export { printColumnLine } from "./print-line.ts";
export { checkColumnType } from "./read-type.ts";
