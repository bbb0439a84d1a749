/** The arguments of a column, shared by `mapped_column(…)` and `Column(…)`. */
import { warning } from "../../base/index.ts";
import {
  type Column,
  type ColumnId,
  columnOf,
  type ForeignKey,
  type ReferentialAction,
  type TableView,
  tableView,
} from "../../schema/index.ts";
import { type PythonModule, sqlLiteral } from "./module.ts";
import { portableSql } from "./portable-sql.ts";
import { layoutCall, literal } from "./python.ts";

/** Arguments of a column stand this far in when they do not fit on its line. */
const ARGUMENT = " ".repeat(8);

const MOMENTS: Readonly<Record<string, string>> = {
  current_timestamp: "current_timestamp",
  current_date: "current_date",
  current_time: "current_time",
};

const actionArgument = (name: string, action: ReferentialAction): readonly string[] =>
  action === "no action" ? [] : [`${name}=${literal(action.toUpperCase())}`];

const keyArguments = (key: ForeignKey): readonly string[] => [
  ...(key.name === null ? [] : [`name=${literal(key.name)}`]),
  ...actionArgument("ondelete", key.onDelete),
  ...actionArgument("onupdate", key.onUpdate),
];

/** `table.column`, as SQLAlchemy finds a column; a dot in the column's name would mislead it. */
const targetName = (module: PythonModule, key: ForeignKey, id: ColumnId): string =>
  `${tableView(module.document, key.target).table.name}.${columnOf(module.document, id).name}`;

/** Foreign keys that can be said; those that cannot are told. */
export const sayableKeys = (module: PythonModule, view: TableView): readonly ForeignKey[] =>
  view.foreignKeys.filter(key => {
    const target = tableView(module.document, key.target);
    const dotted = key.targetColumns.some(id => columnOf(module.document, id).name.includes("."));
    if (!dotted && target.columns.length > 0) return true;
    const message = `SQLAlchemy cannot point to "${target.table.name}" by these columns; "${key.forward}" is left out.`;
    module.tell(warning("foreign-key-lost", message, { record: key.id }));
    return false;
  });

const foreignKeyArgument = (module: PythonModule, key: ForeignKey): string => {
  const target = key.targetColumns.map(id => literal(targetName(module, key, id)));
  return layoutCall(module.sql("ForeignKey"), [...target, ...keyArguments(key)], ARGUMENT);
};

/** A foreign key of several columns, among the arguments of its table. */
export const foreignKeyConstraint = (
  module: PythonModule,
  key: ForeignKey,
  indent: string,
): string => {
  const columns = key.columns.map(id => literal(columnOf(module.document, id).name));
  const targets = key.targetColumns.map(id => literal(targetName(module, key, id)));
  const parts = [`[${columns.join(", ")}]`, `[${targets.join(", ")}]`, ...keyArguments(key)];
  return layoutCall(module.sql("ForeignKeyConstraint"), parts, indent);
};

const defaultArgument = (module: PythonModule, { default: given, type }: Column): string | null => {
  if (!given) return null;
  if (given.kind === "expression") {
    const moment = MOMENTS[given.text.trim().toLowerCase()];
    if (moment !== undefined) return `server_default=${module.sql("func")}.${moment}()`;
    return `server_default=${module.text(`(${given.text})`)}`;
  }
  const { value } = given;
  if (value === null) return null;
  if (typeof value === "string") return `server_default=${literal(value)}`;
  if (typeof value === "boolean" || type.kind === "boolean") {
    return `server_default=${module.sql(value ? "true" : "false")}()`;
  }
  return `server_default=${module.text(String(value))}`;
};

const generationArguments = (
  module: PythonModule,
  view: TableView,
  { generated }: Column,
): readonly string[] => {
  if (generated?.kind === "computed") {
    const text = sqlLiteral(portableSql(view, generated.text));
    const persisted = generated.stored ? "True" : "False";
    return [`${module.sql("Computed")}(${text}, persisted=${persisted})`];
  }
  return generated?.kind === "identity" && generated.strict
    ? [`${module.sql("Identity")}(always=True)`]
    : [];
};

const isSoleKey = ({ primaryKey }: TableView, column: Column): boolean =>
  primaryKey?.columns.length === 1 && primaryKey.columns[0] === column.id;

/** SQLAlchemy takes a lone integer key for an identity unless told otherwise, or unless it refers elsewhere. */
const keyArgumentsOf = (
  view: TableView,
  column: Column,
  keys: readonly ForeignKey[],
): readonly string[] => {
  if (!view.primaryKey?.columns.includes(column.id)) return [];
  const refers = keys.some(key => key.columns.includes(column.id));
  const counts = isSoleKey(view, column) && column.type.kind === "integer" && !refers;
  const isIdentity = column.generated?.kind === "identity";
  if (counts && !isIdentity) return ["primary_key=True", "autoincrement=False"];
  if (isIdentity && !counts) return ["primary_key=True", "autoincrement=True"];
  return ["primary_key=True"];
};

export type ColumnParts = {
  /** Positional, after name and type. */
  readonly positional: readonly string[];
  readonly named: readonly string[];
};

/** Everything but name, type and nullability. */
export const columnArguments = (
  module: PythonModule,
  view: TableView,
  column: Column,
  keys: readonly ForeignKey[],
): ColumnParts => {
  const own = keys.filter(key => key.columns.length === 1 && key.columns[0] === column.id);
  const isUnique = view.uniqueKeys.some(
    key => key.name === null && key.columns.length === 1 && key.columns[0] === column.id,
  );
  const given = column.generated ? null : defaultArgument(module, column);
  return {
    positional: [
      ...own.map(key => foreignKeyArgument(module, key)),
      ...generationArguments(module, view, column),
    ],
    named: [
      ...keyArgumentsOf(view, column, keys),
      ...(isUnique ? ["unique=True"] : []),
      ...(given === null ? [] : [given]),
      ...(column.comment === "" ? [] : [`comment=${literal(column.comment)}`]),
    ],
  };
};
