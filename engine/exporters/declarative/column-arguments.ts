/** The arguments that `mapped_column(…)` and `Column(…)` share. */
import { warning } from "../../base/index.ts";
import {
  type Column,
  columnOf,
  type ForeignKey,
  type ReferentialAction,
  type TableView,
  tableView,
} from "../../schema/index.ts";
import { type Code, call, list, literal, named, portableSql, traced } from "../python/index.ts";
import {
  autoincrementOf,
  columnIndex,
  isInPrimaryKey,
  isUniqueColumn,
  keysOfColumn,
} from "./column-flags.ts";
import { nameOfLateKey } from "./late-keys.ts";
import { type PythonModule, sqlLiteral } from "./module.ts";

const MOMENTS: Readonly<Record<string, string>> = {
  current_timestamp: "current_timestamp",
  current_date: "current_date",
  current_time: "current_time",
};

const actionArgument = (name: string, action: ReferentialAction): readonly Code[] =>
  action === "no action" ? [] : [named(name, literal(action.toUpperCase()))];

/** In a cycle of tables, a key is created after the tables and dropped before them, which needs its name. */
const nameArguments = (module: PythonModule, key: ForeignKey): readonly Code[] => {
  const name = nameOfLateKey(module.document, key);
  if (name !== null) return ["use_alter=True", named("name", literal(name))];
  return key.name === null ? [] : [named("name", literal(key.name))];
};

const keyArguments = (module: PythonModule, key: ForeignKey): readonly Code[] => [
  ...nameArguments(module, key),
  ...actionArgument("ondelete", key.onDelete),
  ...actionArgument("onupdate", key.onUpdate),
];

/** `table.column` for each referenced column, by which SQLAlchemy finds it. */
export const targetNames = ({ document }: PythonModule, key: ForeignKey): readonly string[] => {
  const { name } = tableView(document, key.target).table;
  return key.targetColumns.map(id => `${name}.${columnOf(document, id).name}`);
};

/** `ForeignKey(…)`, of a key with one column. */
export const foreignKeyArgument = (module: PythonModule, key: ForeignKey): Code => {
  const target = targetNames(module, key).map(literal);
  return call(module.sql("ForeignKey"), [...target, ...keyArguments(module, key)]);
};

/** A foreign key of several columns, among the arguments of its table. */
export const foreignKeyConstraint = (module: PythonModule, key: ForeignKey): Code => {
  const columns = key.columns.map(id => literal(columnOf(module.document, id).name));
  const targets = targetNames(module, key).map(literal);
  const parts = [list(columns), list(targets), ...keyArguments(module, key)];
  return call(module.sql("ForeignKeyConstraint"), parts);
};

/** The default in the database. */
export const serverDefault = (
  module: PythonModule,
  { default: columnDefault, generated, type }: Column,
): Code | null => {
  if (!columnDefault || generated) return null;
  if (columnDefault.kind === "expression") {
    const moment = MOMENTS[columnDefault.text.trim().toLowerCase()];
    if (moment !== undefined) return `${module.sql("func")}.${moment}()`;
    return module.text(`(${columnDefault.text})`);
  }
  const { value } = columnDefault;
  if (value === null) return null;
  if (typeof value === "string") return literal(value);
  if (typeof value === "boolean" || type.kind === "boolean") {
    return `${module.sql(value ? "true" : "false")}()`;
  }
  return module.text(String(value));
};

/** `Computed(…)` or `Identity(…)`. */
export const generationArguments = (
  module: PythonModule,
  view: TableView,
  { generated }: Column,
): readonly Code[] => {
  if (generated?.kind === "computed") {
    const text = sqlLiteral(portableSql(view, generated.text));
    // Without `persisted`, each database computes in its way: PostgreSQL before 18 only stores.
    const persisted = generated.stored ? ["persisted=True"] : [];
    return [call(module.sql("Computed"), [text, ...persisted])];
  }
  if (generated?.kind !== "identity") return [];
  return [`${module.sql("Identity")}(${generated.strict ? "always=True" : ""})`];
};

const primaryKeyArguments = (
  view: TableView,
  column: Column,
  keys: readonly ForeignKey[],
): readonly Code[] => {
  if (!isInPrimaryKey(view, column)) return [];
  const autoincrement = autoincrementOf(view, column, keys);
  return ["primary_key=True", ...(autoincrement ? [named("autoincrement", autoincrement)] : [])];
};

/** `index=True` */
export const indexArguments = (view: TableView, column: Column): readonly Code[] => {
  const index = columnIndex(view, column);
  return index ? [traced(index.id, "index=True")] : [];
};

/** Models describe a table for every database, and collations differ between databases. */
export const reportCollation = (
  module: PythonModule,
  { id, name }: { readonly id: string; readonly name: string },
  collation: string | undefined,
): void => {
  if (collation === undefined) return;
  const message = `The models omit the collation ${collation} of "${name}", which other databases do not have.`;
  module.addDiagnostic(warning("collation-lost", message, { record: id }));
};

export type ColumnParts = {
  /** Positional, after name and type. */
  readonly positional: readonly Code[];
  readonly named: readonly Code[];
};

/** The arguments except name, type and nullability. */
export const columnArguments = (
  module: PythonModule,
  view: TableView,
  column: Column,
  keys: readonly ForeignKey[],
): ColumnParts => {
  reportCollation(module, column, column.collation);
  const value = serverDefault(module, column);
  return {
    positional: [
      ...keysOfColumn(column, keys).map(key => foreignKeyArgument(module, key)),
      ...generationArguments(module, view, column),
    ],
    named: [
      ...primaryKeyArguments(view, column, keys),
      ...(isUniqueColumn(view, column) ? ["unique=True"] : []),
      ...indexArguments(view, column),
      ...(value === null ? [] : [named("server_default", value)]),
      ...(column.comment === "" ? [] : [named("comment", literal(column.comment))]),
    ],
  };
};
