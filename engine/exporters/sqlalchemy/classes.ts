/** A table as a class, or as a plain table where it cannot be one. */
import type { Column, ForeignKey, TableView } from "../../schema/index.ts";
import { columnArguments } from "./column-arguments.ts";
import { pythonType } from "./column-types.ts";
import type { PythonModule } from "./module.ts";
import { BASE } from "./names.ts";
import { layoutCall, layoutTuple, literal } from "./python.ts";
import { relationshipLines } from "./relationships.ts";
import { constraintArguments, tableOptions } from "./table-arguments.ts";

export type Keys = {
  /** The foreign keys of each table that can be said. */
  readonly of: (view: TableView) => readonly ForeignKey[];
  readonly all: ReadonlySet<ForeignKey["id"]>;
};

const INDENT = "    ";

const mappedColumn = (
  module: PythonModule,
  view: TableView,
  column: Column,
  keys: readonly ForeignKey[],
): string => {
  const { annotation, type } = pythonType(module, column);
  const { positional, named } = columnArguments(module, view, column, keys);
  const attribute = module.names.attribute(column.id);
  const parts = [
    ...(attribute === column.name ? [] : [literal(column.name)]),
    ...(type === null ? [] : [type]),
    ...positional,
    ...named,
  ];
  const optional = column.nullable ? " | None" : "";
  const head = `${attribute}: ${module.orm("Mapped")}[${annotation()}${optional}]`;
  // A relationship may name the column, and a mere annotation is no name.
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
): readonly string[] => {
  const lines = constraintArguments(module, view, keys, INDENT + INDENT);
  const options = [...tableOptions(view)].map(([name, value]) => `${literal(name)}: ${value}`);
  const dictionary = options.length === 0 ? [] : [`{${options.join(", ")}}`];
  if (lines.length + dictionary.length === 0) return [];
  if (lines.length === 0) return [`${INDENT}__table_args__ = ${dictionary[0] ?? ""}`];
  return [INDENT + layoutTuple("__table_args__ = ", [...lines, ...dictionary], INDENT)];
};

/** A class with its columns, then its relationships. */
export const printClass = (module: PythonModule, view: TableView, keys: Keys): string => {
  const own = keys.of(view);
  const relationships = relationshipLines(module, view, keys.all);
  return [
    `class ${module.names.table(view.table.id)}(${BASE}):`,
    `${INDENT}__tablename__ = ${literal(view.table.name)}`,
    ...tableArguments(module, view, own),
    "",
    ...view.columns.map(column => mappedColumn(module, view, column, own)),
    ...(relationships.length === 0 ? [] : ["", ...relationships]),
  ].join("\n");
};

const plainColumn = (
  module: PythonModule,
  view: TableView,
  column: Column,
  keys: readonly ForeignKey[],
): string => {
  const { positional, named } = columnArguments(module, view, column, keys);
  const inKey = view.primaryKey?.columns.includes(column.id) ?? false;
  const { type, full } = pythonType(module, column);
  // A column that refers has the type of the column it refers to, unless it is said.
  const refers = keys.some(key => key.columns.length === 1 && key.columns[0] === column.id);
  const parts = [
    literal(column.name),
    ...(refers && type === null ? [] : [type ?? module.sql(full)]),
    ...positional,
    ...named,
    ...(column.nullable || inKey ? [] : ["nullable=False"]),
  ];
  return layoutCall(module.sql("Column"), parts, INDENT);
};

/** A table that is no class: one that joins two others, or that has no primary key. */
export const printTable = (module: PythonModule, view: TableView, keys: Keys): string => {
  const own = keys.of(view);
  const parts = [
    literal(view.table.name),
    `${BASE}.metadata`,
    ...view.columns.map(column => plainColumn(module, view, column, own)),
    ...constraintArguments(module, view, own, INDENT),
    ...[...tableOptions(view)].map(([name, value]) => `${name}=${value}`),
  ];
  const lines = parts.map(part => `${INDENT}${part},\n`).join("");
  return `${module.names.table(view.table.id)} = ${module.sql("Table")}(\n${lines})`;
};
