/** Tables as mapped classes, or as plain `Table` objects where a class is not possible. */
import { joinPrinted, type PrintedText, printedFrom, type RecordOrigin } from "../../base/index.ts";
import { type Column, columnOf, type ForeignKey, type TableView } from "../../schema/index.ts";
import { layoutCall, layoutTuple, literal } from "../python/index.ts";
import { columnArguments } from "./column-arguments.ts";
import { type PythonType, pythonType } from "./column-types.ts";
import type { PythonModule } from "./module.ts";
import { BASE } from "./names.ts";
import { relationshipLines } from "./relationships.ts";
import { constraintArguments, tableOptions } from "./table-arguments.ts";

export type Keys = {
  /** The foreign keys of each table that SQLAlchemy supports. */
  readonly of: (view: TableView) => readonly ForeignKey[];
  readonly all: ReadonlySet<ForeignKey["id"]>;
};

type Printed = PrintedText<RecordOrigin>;
type Piece = string | Printed;

const INDENT = "    ";

/**
 * The type to write, or null where SQLAlchemy derives it: from the annotation, or for a foreign key from the referenced
 * column, which may have another type.
 */
const writtenType = (
  module: PythonModule,
  { column, type, full }: PythonType & { readonly column: Column },
  keys: readonly ForeignKey[],
): string | null => {
  const differs = keys.some(({ columns: [own, second], targetColumns: [target] }) => {
    if (own !== column.id || second !== undefined || target === undefined) return false;
    const referenced = columnOf(module.document, target).type;
    return JSON.stringify(referenced) !== JSON.stringify(column.type);
  });
  return type ?? (differs ? module.sql(full) : null);
};

const mappedColumn = (
  module: PythonModule,
  view: TableView,
  column: Column,
  keys: readonly ForeignKey[],
): string => {
  const python = pythonType(module, column);
  const type = writtenType(module, { ...python, column }, keys);
  const { positional, named } = columnArguments(module, view, column, keys);
  const attribute = module.names.attribute(column.id);
  const parts = [
    ...(attribute === column.name ? [] : [literal(column.name)]),
    ...(type === null ? [] : [type]),
    ...positional,
    ...named,
  ];
  const optional = column.nullable ? " | None" : "";
  const head = `${attribute}: ${module.orm("Mapped")}[${python.annotation()}${optional}]`;
  // A relationship may refer to the column, which an annotation alone does not define.
  const isNamed = view.foreignKeys.some(key =>
    [...key.columns, ...key.targetColumns].includes(column.id),
  );
  if (parts.length === 0 && !isNamed) return INDENT + head;
  return INDENT + layoutCall(`${head} = ${module.orm("mapped_column")}`, parts, INDENT);
};

const tableArguments = (
  module: PythonModule,
  view: TableView,
  keys: readonly ForeignKey[],
): readonly Piece[] => {
  const lines = constraintArguments(module, view, keys, INDENT + INDENT);
  const options = [...tableOptions(view)].map(([name, value]) => `${literal(name)}: ${value}`);
  const dictionary = options.length === 0 ? [] : [`{${options.join(", ")}}`];
  if (lines.length + dictionary.length === 0) return [];
  if (lines.length === 0) return [`${INDENT}__table_args__ = ${dictionary[0] ?? ""}`];
  const tuple = layoutTuple("__table_args__ = ", [...lines, ...dictionary], INDENT);
  return [joinPrinted([INDENT, tuple])];
};

/** A class with its columns, then its relationships. */
export const printClass = (module: PythonModule, view: TableView, keys: Keys): Printed => {
  const own = keys.of(view);
  const relationships = relationshipLines(module, view, keys.all);
  const lines = [
    `class ${module.names.table(view.table.id)}(${BASE}):`,
    `${INDENT}__tablename__ = ${literal(view.table.name)}`,
    ...tableArguments(module, view, own),
    "",
    ...view.columns.map(column => printedFrom(column.id, mappedColumn(module, view, column, own))),
    ...(relationships.length === 0 ? [] : ["", ...relationships]),
  ];
  return printedFrom(view.table.id, joinPrinted(lines, "\n"));
};

const plainColumn = (
  module: PythonModule,
  view: TableView,
  column: Column,
  keys: readonly ForeignKey[],
): string => {
  const { positional, named } = columnArguments(module, view, column, keys);
  const inKey = view.primaryKey?.columns.includes(column.id) ?? false;
  const python = pythonType(module, column);
  const type = writtenType(module, { ...python, column }, keys);
  // Without a type, SQLAlchemy copies the type of the referenced column.
  const isReference = keys.some(key => key.columns.length === 1 && key.columns[0] === column.id);
  const parts = [
    literal(column.name),
    ...(isReference && type === null ? [] : [type ?? module.sql(python.full)]),
    ...positional,
    ...named,
    ...(column.nullable || inKey ? [] : ["nullable=False"]),
  ];
  return layoutCall(module.sql("Column"), parts, INDENT);
};

/** A table without a class: a join table, or one without a primary key. */
export const printTable = (module: PythonModule, view: TableView, keys: Keys): Printed => {
  const own = keys.of(view);
  const parts = [
    literal(view.table.name),
    `${BASE}.metadata`,
    ...view.columns.map(column => printedFrom(column.id, plainColumn(module, view, column, own))),
    ...constraintArguments(module, view, own, INDENT),
    ...[...tableOptions(view)].map(([name, value]) => `${name}=${value}`),
  ];
  const lines = parts.map(part => joinPrinted([INDENT, part, ",\n"]));
  const head = `${module.names.table(view.table.id)} = ${module.sql("Table")}(\n`;
  return printedFrom(view.table.id, joinPrinted([head, ...lines, ")"]));
};
