/** Table arguments: keys of several columns, checks, indexes, a comment. */
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
import {
  type Code,
  call,
  dictionary,
  indexExpression,
  literal,
  named,
  portableSql,
  traced,
  tuple,
} from "../python/index.ts";
import { foreignKeyConstraint, reportCollation } from "./column-arguments.ts";
import { columnIndex } from "./column-flags.ts";
import { type PythonModule, sqlLiteral } from "./module.ts";

const nameArgument = (name: string | null): readonly Code[] =>
  name === null || name === "" ? [] : [named("name", literal(name))];

const columnNames = (module: PythonModule, ids: readonly ColumnId[]): readonly string[] =>
  ids.map(id => literal(columnOf(module.document, id).name));

/** Whether the key has its columns in the order of the table. */
const isInOrder = ({ columns, primaryKey }: TableView): boolean => {
  const ids = primaryKey?.columns ?? [];
  const ordered = columns.filter(column => ids.includes(column.id));
  return ordered.every((column, at) => column.id === ids[at]);
};

const primaryKeyConstraints = (module: PythonModule, view: TableView): readonly Code[] => {
  const key = view.primaryKey;
  if (!key || (key.name === null && isInOrder(view))) return [];
  const parts = [...columnNames(module, key.columns), ...nameArgument(key.name)];
  return [traced(key.id, call(module.sql("PrimaryKeyConstraint"), parts))];
};

const uniqueConstraints = (module: PythonModule, view: TableView): readonly Code[] =>
  view.uniqueKeys
    .filter(key => key.name !== null || key.columns.length > 1)
    .map(key => {
      const parts = [...columnNames(module, key.columns), ...nameArgument(key.name)];
      return traced(key.id, call(module.sql("UniqueConstraint"), parts));
    });

/** A plain column is written by name, any other part as SQL. */
const indexPart = (module: PythonModule, view: TableView, part: IndexPart): Code => {
  const order = part.descending ? " DESC" : "";
  if (part.kind === "expression") {
    return module.text(indexExpression(view, part.text) + order);
  }
  const { name } = columnOf(module.document, part.column);
  if (!part.descending) return literal(name);
  return module.text(quoteIdentifier(name, postgres.identifiers) + order);
};

const indexOf = (module: PythonModule, view: TableView, index: Index): Code => {
  for (const { collation } of index.parts) reportCollation(module, index, collation);
  const where = index.where === null ? null : module.text(portableSql(view, index.where));
  const parts = [
    literal(index.name),
    ...index.parts.map(part => indexPart(module, view, part)),
    ...(index.unique ? ["unique=True"] : []),
    ...(where === null ? [] : [named("sqlite_where", where), named("postgresql_where", where)]),
  ];
  return call(module.sql("Index"), parts);
};

const checkConstraint = (
  module: PythonModule,
  view: TableView,
  { name, expression }: Check,
): Code => {
  const parts = [sqlLiteral(portableSql(view, expression)), ...nameArgument(name)];
  return call(module.sql("CheckConstraint"), parts);
};

/** Constraints and indexes. */
export const constraintArguments = (
  module: PythonModule,
  view: TableView,
  keys: readonly ForeignKey[],
): readonly Code[] => [
  ...primaryKeyConstraints(module, view),
  ...keys
    .filter(key => key.columns.length > 1)
    .map(key => traced(key.id, foreignKeyConstraint(module, key))),
  ...uniqueConstraints(module, view),
  ...view.checks.map(check => traced(check.id, checkConstraint(module, view, check))),
  ...view.indexes
    .filter(index => !view.columns.some(column => columnIndex(view, column) === index))
    .map(index => traced(index.id, indexOf(module, view, index))),
];

/** Keyword options of the table. */
export const tableOptions = ({
  table,
  columns,
}: TableView): readonly (readonly [name: string, value: string])[] => {
  const strict = columns.some(
    ({ generated }) => generated?.kind === "identity" && generated.strict,
  );
  return [
    ...(table.comment === "" ? [] : [["comment", literal(table.comment)] as const]),
    ...(strict ? [["sqlite_autoincrement", "True"] as const] : []),
  ];
};

/** The value of `__table_args__`; null where there are none. */
export const tableArguments = (
  module: PythonModule,
  view: TableView,
  keys: readonly ForeignKey[],
): Code | null => {
  const constraints = constraintArguments(module, view, keys);
  const options = tableOptions(view).map(([name, value]) => [literal(name), value] as const);
  const dictionaries = options.length === 0 ? [] : [dictionary(options)];
  if (constraints.length === 0) return dictionaries[0] ?? null;
  return tuple([...constraints, ...dictionaries]);
};
