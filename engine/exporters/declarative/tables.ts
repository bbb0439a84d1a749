/** Tables as plain `Table` objects, where a class is not possible or not necessary. */
import { type PrintedText, printedFrom, type RecordOrigin } from "../../base/index.ts";
import {
  type Column,
  columnOf,
  type ForeignKey,
  type TableView,
  tableView,
} from "../../schema/index.ts";
import { type Code, call, layout, literal, named, traced } from "../python/index.ts";
import { columnArguments } from "./column-arguments.ts";
import { isInPrimaryKey, keysOfColumn } from "./column-flags.ts";
import { pythonType } from "./column-types.ts";
import type { Keys } from "./keys.ts";
import type { PythonModule } from "./module.ts";
import { constraintArguments, tableOptions } from "./table-arguments.ts";

/** Whether SQLAlchemy does not give a foreign key the right type, which is by default that of the referenced column. */
export const needsOwnType = (
  { document }: PythonModule,
  column: Column,
  keys: readonly ForeignKey[],
): boolean =>
  keysOfColumn(column, keys).some(({ targetColumns: [target] }) => {
    if (target === undefined) return false;
    const { table, type } = columnOf(document, target);
    // SQLAlchemy derives no type from a column that is a foreign key itself, of a table that is defined later.
    const isKey = tableView(document, table).foreignKeys.some(
      key => key.columns.length === 1 && key.columns[0] === target,
    );
    return isKey || JSON.stringify(type) !== JSON.stringify(column.type);
  });

/** `Column(…)`. Without a type, SQLAlchemy copies the one of the referenced column. */
export const plainColumn = (
  module: PythonModule,
  view: TableView,
  column: Column,
  keys: readonly ForeignKey[],
  { hasName, hasType }: { readonly hasName: boolean; readonly hasType: boolean },
): Code => {
  const type = hasType ? [pythonType(module, column).full()] : [];
  const { positional, named } = columnArguments(module, view, column, keys);
  return call(module.sql("Column"), [
    ...(hasName ? [literal(column.name)] : []),
    ...type,
    ...positional,
    ...named,
    ...(column.nullable || isInPrimaryKey(view, column) ? [] : ["nullable=False"]),
  ]);
};

const namedColumn = (
  module: PythonModule,
  view: TableView,
  column: Column,
  keys: readonly ForeignKey[],
): Code => {
  const isReference = keysOfColumn(column, keys).length > 0;
  const isImplied = isReference && pythonType(module, column).isImplied;
  const hasType = !isImplied || needsOwnType(module, column, keys);
  return plainColumn(module, view, column, keys, { hasName: true, hasType });
};

/** A table without a class: a join table, or one without a primary key. */
export const printTable = (
  module: PythonModule,
  view: TableView,
  keys: Keys,
): PrintedText<RecordOrigin> => {
  const own = keys.of(view);
  const table = call(`${module.names.table(view.table.id)} = ${module.sql("Table")}`, [
    literal(view.table.name),
    `${module.base()}.metadata`,
    ...view.columns.map(column => traced(column.id, namedColumn(module, view, column, own))),
    ...constraintArguments(module, view, own),
    ...tableOptions(view).map(([name, value]) => named(name, value)),
  ]);
  return printedFrom(view.table.id, layout(table));
};
