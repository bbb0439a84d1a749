/** Lines that users type: columns, and constraints of a table. */
export type { ColumnDraft, ConstraintDraft, LineDraft } from "./draft.ts";
export { parseColumnLine, parseTableLine } from "./parse-line.ts";
export { printColumnLine } from "./print-line.ts";
export { checkColumnType } from "./read-type.ts";
