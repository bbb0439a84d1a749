/** Tables as mapped classes. */
import { joinPrinted, type PrintedText, printedFrom, type RecordOrigin } from "../../base/index.ts";
import type { TableView } from "../../schema/index.ts";
import {
  type Keys,
  type PythonModule,
  relationshipsOf,
  tableArguments,
} from "../declarative/index.ts";
import { assignment, call, INDENT, indented, layout, literal } from "../python/index.ts";
import type { Style } from "./style.ts";

type Printed = PrintedText<RecordOrigin>;

/** A class with its columns, then its relationships. */
export const printClass = (
  module: PythonModule,
  view: TableView,
  keys: Keys,
  style: Style,
): Printed => {
  const own = keys.of(view);
  const relationships = relationshipsOf(module, view, keys.all);
  const tableArgument = tableArguments(module, view, own);
  const lines = [
    layout([call(`class ${module.names.table(view.table.id)}`, [module.base()]), ":"]),
    indented(assignment("__tablename__", literal(view.table.name), INDENT)),
    ...(tableArgument === null
      ? []
      : [indented(layout(["__table_args__ = ", tableArgument], INDENT))]),
    "",
    ...view.columns.map(column =>
      printedFrom(column.id, indented(style.column(module, view, column, own))),
    ),
    ...(relationships.length === 0 ? [] : [""]),
    ...relationships.map(relationship =>
      printedFrom(
        relationship.relation.foreignKey,
        indented(style.relationship(module, relationship)),
      ),
    ),
  ];
  return printedFrom(view.table.id, joinPrinted(lines, "\n"));
};
