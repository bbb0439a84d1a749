/** The arguments that `mapped_column(…)` and `Column(…)` share. */
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
import { type Code, call, list, literal, named, portableSql } from "../python/index.ts";
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

/** `table.column`, by which SQLAlchemy finds a column. */
const targetName = (module: PythonModule, key: ForeignKey, id: ColumnId): string =>
  `${tableView(module.document, key.target).table.name}.${columnOf(module.document, id).name}`;

/** Foreign keys that SQLAlchemy supports; others are reported. A dot in a column name is ambiguous in `table.column`. */
export const supportedKeys = (module: PythonModule, view: TableView): readonly ForeignKey[] =>
  view.foreignKeys.filter(key => {
    const target = tableView(module.document, key.target);
    const dotted = key.targetColumns.some(id => columnOf(module.document, id).name.includes("."));
    if (!dotted && target.columns.length > 0) return true;
    const message = `SQLAlchemy cannot reference these columns of "${target.table.name}"; "${key.forward}" is omitted.`;
    module.addDiagnostic(warning("foreign-key-lost", message, { record: key.id }));
    return false;
  });

const foreignKeyArgument = (module: PythonModule, key: ForeignKey): Code => {
  const target = key.targetColumns.map(id => literal(targetName(module, key, id)));
  return call(module.sql("ForeignKey"), [...target, ...keyArguments(module, key)]);
};

/** A foreign key of several columns, among the arguments of its table. */
export const foreignKeyConstraint = (module: PythonModule, key: ForeignKey): Code => {
  const columns = key.columns.map(id => literal(columnOf(module.document, id).name));
  const targets = key.targetColumns.map(id => literal(targetName(module, key, id)));
  const parts = [list(columns), list(targets), ...keyArguments(module, key)];
  return call(module.sql("ForeignKeyConstraint"), parts);
};

const defaultArgument = (
  module: PythonModule,
  { default: columnDefault, type }: Column,
): Code | null => {
  if (!columnDefault) return null;
  if (columnDefault.kind === "expression") {
    const moment = MOMENTS[columnDefault.text.trim().toLowerCase()];
    if (moment !== undefined) return named("server_default", `${module.sql("func")}.${moment}()`);
    return named("server_default", module.text(`(${columnDefault.text})`));
  }
  const { value } = columnDefault;
  if (value === null) return null;
  if (typeof value === "string") return named("server_default", literal(value));
  if (typeof value === "boolean" || type.kind === "boolean") {
    return named("server_default", `${module.sql(value ? "true" : "false")}()`);
  }
  return named("server_default", module.text(String(value)));
};

const generationArguments = (
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

const isSoleKey = ({ primaryKey }: TableView, column: Column): boolean =>
  primaryKey?.columns.length === 1 && primaryKey.columns[0] === column.id;

/** SQLAlchemy makes a single integer key an identity, unless it is a foreign key or `autoincrement` is set. */
const keyArgumentsOf = (
  view: TableView,
  column: Column,
  keys: readonly ForeignKey[],
): readonly string[] => {
  if (!view.primaryKey?.columns.includes(column.id)) return [];
  const isReference = keys.some(key => key.columns.includes(column.id));
  const isImplied = isSoleKey(view, column) && column.type.kind === "integer" && !isReference;
  const isIdentity = column.generated?.kind === "identity";
  if (isImplied && !isIdentity) return ["primary_key=True", "autoincrement=False"];
  if (isIdentity && !isImplied) return ["primary_key=True", "autoincrement=True"];
  return ["primary_key=True"];
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
  const own = keys.filter(key => key.columns.length === 1 && key.columns[0] === column.id);
  const isUnique = view.uniqueKeys.some(
    key => key.name === null && key.columns.length === 1 && key.columns[0] === column.id,
  );
  reportCollation(module, column, column.collation);
  const serverDefault = column.generated ? null : defaultArgument(module, column);
  return {
    positional: [
      ...own.map(key => foreignKeyArgument(module, key)),
      ...generationArguments(module, view, column),
    ],
    named: [
      ...keyArgumentsOf(view, column, keys),
      ...(isUnique ? ["unique=True"] : []),
      ...(serverDefault === null ? [] : [serverDefault]),
      ...(column.comment === "" ? [] : [named("comment", literal(column.comment))]),
    ],
  };
};
