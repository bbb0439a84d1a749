/** Tables as mapped classes. */
import { joinPrinted, type PrintedText, printedFrom, type RecordOrigin } from "../../base/index.ts";
import type { Column, ForeignKey, TableView } from "../../schema/index.ts";
import {
  columnArguments,
  type Keys,
  needsOwnType,
  type PythonModule,
  pythonType,
  relationshipsOf,
  tableArguments,
} from "../declarative/index.ts";
import { assignment, call, layout, literal } from "../python/index.ts";
import { BASE } from "./library.ts";
import { printRelationship } from "./relationships.ts";

type Printed = PrintedText<RecordOrigin>;

const INDENT = "    ";

const indented = (printed: Printed): Printed => joinPrinted([INDENT, printed]);

const mappedColumn = (
  module: PythonModule,
  view: TableView,
  column: Column,
  keys: readonly ForeignKey[],
): Printed => {
  const type = pythonType(module, column);
  // SQLAlchemy derives the type from the annotation, or for a foreign key from the referenced column.
  const isWritten = !type.isImplied || needsOwnType(module, column, keys);
  const typeArgument = isWritten ? [type.full()] : [];
  const { positional, named } = columnArguments(module, view, column, keys);
  const attribute = module.names.attribute(column.id);
  const parts = [
    ...(attribute === column.name ? [] : [literal(column.name)]),
    ...typeArgument,
    ...positional,
    ...named,
  ];
  const optional = column.nullable ? " | None" : "";
  const head = `${attribute}: ${module.orm("Mapped")}[${type.annotation()}${optional}]`;
  // A relationship may refer to the column, which an annotation alone does not define.
  const isNamed = view.foreignKeys.some(key =>
    [...key.columns, ...key.targetColumns].includes(column.id),
  );
  if (parts.length === 0 && !isNamed) return layout(head, INDENT);
  return assignment(head, call(module.orm("mapped_column"), parts), INDENT);
};

/** A class with its columns, then its relationships. */
export const printClass = (module: PythonModule, view: TableView, keys: Keys): Printed => {
  const own = keys.of(view);
  const relationships = relationshipsOf(module, view, keys.all);
  const head = layout([call(`class ${module.names.table(view.table.id)}`, [BASE]), ":"]);
  const arguments_ = tableArguments(module, view, own);
  const lines = [
    head,
    indented(assignment("__tablename__", literal(view.table.name), INDENT)),
    ...(arguments_ === null ? [] : [indented(layout(["__table_args__ = ", arguments_], INDENT))]),
    "",
    ...view.columns.map(column =>
      printedFrom(column.id, indented(mappedColumn(module, view, column, own))),
    ),
    ...(relationships.length === 0 ? [] : [""]),
    ...relationships.map(relationship => printRelationship(module, relationship)),
  ];
  return printedFrom(view.table.id, joinPrinted(lines, "\n"));
};
