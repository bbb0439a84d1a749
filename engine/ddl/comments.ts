/** COMMENT ON, where comments are statements. */
import type { Column, TableView } from "../schema/index.ts";
import type { Drafting } from "./ddl-dialect.ts";
import { named } from "./names.ts";
import type { DdlStatement } from "./statement.ts";

const comment = (
  { dialect }: Drafting,
  { table }: TableView,
  target: string,
  text: string,
): DdlStatement => ({
  text: `COMMENT ON ${target} IS ${text === "" ? "NULL" : dialect.quoteText(text)}`,
  table: table.id,
  kind: "comment",
});

export const commentOnTable = (drafting: Drafting, view: TableView): DdlStatement =>
  comment(drafting, view, `TABLE ${named(drafting, view.table.name)}`, view.table.comment);

export const commentOnColumn = (
  drafting: Drafting,
  view: TableView,
  column: Column,
): DdlStatement => {
  const name = `${named(drafting, view.table.name)}.${named(drafting, column.name)}`;
  return comment(drafting, view, `COLUMN ${name}`, column.comment);
};

/** The comments of a table and its columns; none where comments are not statements. */
export const commentStatements = (drafting: Drafting, view: TableView): readonly DdlStatement[] => {
  if (drafting.dialect.comments !== "statement") return [];
  return [
    ...(view.table.comment === "" ? [] : [commentOnTable(drafting, view)]),
    ...view.columns
      .filter(column => column.comment !== "")
      .map(column => commentOnColumn(drafting, view, column)),
  ];
};
