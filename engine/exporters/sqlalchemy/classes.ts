/** Tables as mapped classes, or as plain `Table` objects where a class is not possible. */
import { joinPrinted, type PrintedText, printedFrom, type RecordOrigin } from "../../base/index.ts";
import {
  type Column,
  columnOf,
  type ForeignKey,
  type TableView,
  tableView,
} from "../../schema/index.ts";
import {
  assignment,
  type Code,
  call,
  dictionary,
  layout,
  literal,
  named,
  traced,
  tuple,
} from "../python/index.ts";
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

const INDENT = "    ";

const indented = (printed: Printed): Printed => joinPrinted([INDENT, printed]);

/**
 * The type to write, or null where SQLAlchemy derives it: from the annotation, or for a foreign key from the referenced
 * column, which may have another type.
 */
const writtenType = (
  module: PythonModule,
  { column, type, full }: PythonType & { readonly column: Column },
  keys: readonly ForeignKey[],
): Code | null => {
  const differs = keys.some(({ columns: [own, second], targetColumns: [target] }) => {
    if (own !== column.id || second !== undefined || target === undefined) return false;
    const { table, type: referenced } = columnOf(module.document, target);
    // SQLAlchemy derives no type from a column that is a foreign key itself, of a table that is defined later.
    const isKey = tableView(module.document, table).foreignKeys.some(
      key => key.columns.length === 1 && key.columns[0] === target,
    );
    return isKey || JSON.stringify(referenced) !== JSON.stringify(column.type);
  });
  return type ?? (differs ? full() : null);
};

const mappedColumn = (
  module: PythonModule,
  view: TableView,
  column: Column,
  keys: readonly ForeignKey[],
): Printed => {
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
  if (parts.length === 0 && !isNamed) return layout(head, INDENT);
  return assignment(head, call(module.orm("mapped_column"), parts), INDENT);
};

const tableArguments = (
  module: PythonModule,
  view: TableView,
  keys: readonly ForeignKey[],
): readonly Printed[] => {
  const constraints = constraintArguments(module, view, keys);
  const options = tableOptions(view).map(([name, value]) => [literal(name), value] as const);
  const dictionaries = options.length === 0 ? [] : [dictionary(options)];
  const value =
    constraints.length === 0 ? (dictionaries[0] ?? null) : tuple([...constraints, ...dictionaries]);
  return value === null ? [] : [layout(["__table_args__ = ", value], INDENT)];
};

/** A class with its columns, then its relationships. */
export const printClass = (module: PythonModule, view: TableView, keys: Keys): Printed => {
  const own = keys.of(view);
  const relationships = relationshipLines(module, view, keys.all);
  const head = layout([call(`class ${module.names.table(view.table.id)}`, [BASE]), ":"]);
  const lines = [
    head,
    indented(assignment("__tablename__", literal(view.table.name), INDENT)),
    ...tableArguments(module, view, own).map(indented),
    "",
    ...view.columns.map(column =>
      printedFrom(column.id, indented(mappedColumn(module, view, column, own))),
    ),
    ...(relationships.length === 0 ? [] : ["", ...relationships]),
  ];
  return printedFrom(view.table.id, joinPrinted(lines, "\n"));
};

const plainColumn = (
  module: PythonModule,
  view: TableView,
  column: Column,
  keys: readonly ForeignKey[],
): Code => {
  const { positional, named } = columnArguments(module, view, column, keys);
  const inKey = view.primaryKey?.columns.includes(column.id) ?? false;
  const python = pythonType(module, column);
  const type = writtenType(module, { ...python, column }, keys);
  // Without a type, SQLAlchemy copies the type of the referenced column.
  const isReference = keys.some(key => key.columns.length === 1 && key.columns[0] === column.id);
  return call(module.sql("Column"), [
    literal(column.name),
    ...(isReference && type === null ? [] : [type ?? python.full()]),
    ...positional,
    ...named,
    ...(column.nullable || inKey ? [] : ["nullable=False"]),
  ]);
};

/** A table without a class: a join table, or one without a primary key. */
export const printTable = (module: PythonModule, view: TableView, keys: Keys): Printed => {
  const own = keys.of(view);
  const table = call(`${module.names.table(view.table.id)} = ${module.sql("Table")}`, [
    literal(view.table.name),
    `${BASE}.metadata`,
    ...view.columns.map(column => traced(column.id, plainColumn(module, view, column, own))),
    ...constraintArguments(module, view, own),
    ...tableOptions(view).map(([name, value]) => named(name, value)),
  ]);
  return printedFrom(view.table.id, layout(table));
};
