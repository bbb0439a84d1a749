/** CREATE TABLE with one column a line, followed by the constraints. */
import { joinPrinted, type PrintedText, printedFrom, type RecordOrigin } from "../base/index.ts";
import type { ForeignKey, TableView } from "../schema/index.ts";
import { columnLine } from "./column-lines.ts";
import { constraintLines } from "./constraint-lines.ts";
import type { Drafting } from "./ddl-dialect.ts";
import { named } from "./names.ts";

export const createTable = (
  drafting: Drafting,
  view: TableView,
  foreignKeys: readonly ForeignKey[],
): PrintedText<RecordOrigin> => {
  const { dialect } = drafting;
  const lines = [
    ...view.columns.map(column => printedFrom(column.id, columnLine(drafting, view, column))),
    ...constraintLines(drafting, view, foreignKeys),
  ];
  const comment =
    dialect.comments === "inline" && view.table.comment !== ""
      ? ` COMMENT = ${dialect.quoteText(view.table.comment)}`
      : "";
  const head = `CREATE TABLE ${named(drafting, view.table.name)} (\n  `;
  return joinPrinted([head, joinPrinted(lines, ",\n  "), `\n)${comment}`]);
};
