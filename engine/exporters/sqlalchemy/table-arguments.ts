/** Table arguments: keys of several columns, checks, indexes, a comment. */
import { type PrintedText, printedFrom, type RecordOrigin } from "../../base/index.ts";
import {
  type Check,
  type ColumnId,
  columnOf,
  type ForeignKey,
  type Index,
  type IndexPart,
  type TableView,
} from "../../schema/index.ts";
import { postgres, quoteIdentifier } from "../../sql/index.ts";
import { layoutCall, literal, portableSql } from "../python/index.ts";
import { foreignKeyConstraint, reportCollation } from "./column-arguments.ts";
import { type PythonModule, sqlLiteral } from "./module.ts";

type Printed = PrintedText<RecordOrigin>;

const nameArgument = (name: string | null): readonly string[] =>
  name === null || name === "" ? [] : [`name=${literal(name)}`];

const columnNames = (module: PythonModule, ids: readonly ColumnId[]): readonly string[] =>
  ids.map(id => literal(columnOf(module.document, id).name));

/** Whether the key has its columns in the order of the table. */
const isInOrder = ({ columns, primaryKey }: TableView): boolean => {
  const ids = primaryKey?.columns ?? [];
  const ordered = columns.filter(column => ids.includes(column.id));
  return ordered.every((column, at) => column.id === ids[at]);
};

const primaryKeyLines = (
  module: PythonModule,
  view: TableView,
  indent: string,
): readonly Printed[] => {
  const key = view.primaryKey;
  if (!key || (key.name === null && isInOrder(view))) return [];
  const parts = [...columnNames(module, key.columns), ...nameArgument(key.name)];
  return [printedFrom(key.id, layoutCall(module.sql("PrimaryKeyConstraint"), parts, indent))];
};

const uniqueLines = (module: PythonModule, view: TableView, indent: string): readonly Printed[] =>
  view.uniqueKeys
    .filter(key => key.name !== null || key.columns.length > 1)
    .map(key => {
      const parts = [...columnNames(module, key.columns), ...nameArgument(key.name)];
      return printedFrom(key.id, layoutCall(module.sql("UniqueConstraint"), parts, indent));
    });

const CALL = /^[\w.]+\([^()]*\)$/;

/** A plain column is written by name, any other part as SQL. */
const indexPart = (module: PythonModule, view: TableView, part: IndexPart): string => {
  const order = part.descending ? " DESC" : "";
  if (part.kind === "expression") {
    const sql = portableSql(view, part.text);
    return module.text((CALL.test(sql) ? sql : `(${sql})`) + order);
  }
  const { name } = columnOf(module.document, part.column);
  if (!part.descending) return literal(name);
  return module.text(quoteIdentifier(name, postgres.identifiers) + order);
};

const indexLine = (module: PythonModule, view: TableView, index: Index, indent: string): string => {
  for (const { collation } of index.parts) reportCollation(module, index, collation);
  const where = index.where === null ? null : module.text(portableSql(view, index.where));
  const parts = [
    literal(index.name),
    ...index.parts.map(part => indexPart(module, view, part)),
    ...(index.unique ? ["unique=True"] : []),
    ...(where === null ? [] : [`sqlite_where=${where}`, `postgresql_where=${where}`]),
  ];
  return layoutCall(module.sql("Index"), parts, indent);
};

const checkLine = (
  module: PythonModule,
  view: TableView,
  { name, expression }: Check,
  indent: string,
): string => {
  const parts = [sqlLiteral(portableSql(view, expression)), ...nameArgument(name)];
  return layoutCall(module.sql("CheckConstraint"), parts, indent);
};

/** Constraints and indexes, one a line. */
export const constraintArguments = (
  module: PythonModule,
  view: TableView,
  keys: readonly ForeignKey[],
  indent: string,
): readonly Printed[] => [
  ...primaryKeyLines(module, view, indent),
  ...keys
    .filter(key => key.columns.length > 1)
    .map(key => printedFrom(key.id, foreignKeyConstraint(module, key, indent))),
  ...uniqueLines(module, view, indent),
  ...view.checks.map(check => printedFrom(check.id, checkLine(module, view, check, indent))),
  ...view.indexes.map(index => printedFrom(index.id, indexLine(module, view, index, indent))),
];

/** Keyword options of the table. */
export const tableOptions = ({ table, columns }: TableView): ReadonlyMap<string, string> => {
  const strict = columns.some(
    ({ generated }) => generated?.kind === "identity" && generated.strict,
  );
  return new Map([
    ...(table.comment === "" ? [] : [["comment", literal(table.comment)] as const]),
    ...(strict ? [["sqlite_autoincrement", "True"] as const] : []),
  ]);
};
