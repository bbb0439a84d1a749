/** Finds problems of a design. Each diagnostic names its record. */
import { type Diagnostic, error, info, memoize, warning } from "../base/index.ts";
import { isValueOf } from "./column-default.ts";
import { describeType } from "./column-type.ts";
import { keyTypeDifference } from "./key-types.ts";
import { isIdentifier } from "./names.ts";
import type { Rule } from "./problem-rule.ts";
import type { Column, ForeignKey, SchemaDocument } from "./records.ts";
import { relationsOf } from "./relations.ts";
import { userSqlIsValid } from "./user-sql-problems.ts";
import { columnOf, isUnique, type TableView, tableView, tableViews } from "./views.ts";

const hasColumns: Rule = ({ table, columns }) =>
  columns.length > 0
    ? []
    : [
        error("no-columns", `"${table.name}" has no columns.`, {
          hint: "Add one, or delete the table.",
          record: table.id,
        }),
      ];

const hasPrimaryKey: Rule = ({ table, columns, primaryKey }) =>
  primaryKey || columns.length === 0
    ? []
    : [
        warning("no-primary-key", `"${table.name}" has no primary key.`, {
          hint: "Most ORMs need one: mark a column as the primary key.",
          record: table.id,
        }),
      ];

const entityIsIdentifier: Rule = ({ table }) =>
  isIdentifier(table.entity)
    ? []
    : [
        error("not-an-identifier", `"${table.entity}" cannot be the name of a class.`, {
          hint: "Use letters, digits and underscores.",
          record: table.id,
        }),
      ];

const SIZE_HINT = "Give both the same type: MySQL rejects the key, and large values may not fit.";

const mismatch = (
  document: SchemaDocument,
  { table }: TableView,
  { from, to, key }: { readonly from: Column; readonly to: Column; readonly key: ForeignKey },
): readonly Diagnostic[] => {
  const difference = keyTypeDifference(from.type, to.type);
  if (difference === null) return [];
  const target = tableView(document, key.target).table.name;
  const own = describeType(from.type, document);
  const other = describeType(to.type, document);
  const message = `${table.name}.${from.name} is ${own}, but ${target}.${to.name} is ${other}.`;
  return difference === "family"
    ? [error("type-mismatch", message, { hint: "Give both the same type.", record: from.id })]
    : [warning("type-size", message, { hint: SIZE_HINT, record: from.id })];
};

const typesAgree: Rule = (view, document) =>
  view.foreignKeys.flatMap(key =>
    key.columns.flatMap((id, index) => {
      const referred = key.targetColumns[index];
      if (referred === undefined) return [];
      const ends = { from: columnOf(document, id), to: columnOf(document, referred), key };
      return mismatch(document, view, ends);
    }),
  );

const refersToKey: Rule = (view, document) =>
  view.foreignKeys.flatMap(key => {
    const target = tableView(document, key.target);
    if (isUnique(target, key.targetColumns)) return [];
    const names = key.targetColumns.map(id => columnOf(document, id).name).join(", ");
    const message = `${key.forward} references ${target.table.name}.${names}, which is not unique.`;
    const hint = "Reference a primary key, or mark the column as unique.";
    return [error("not-a-key", message, { hint, record: key.id })];
  });

/** A column and a relation, or two relations, with one name would hide each other in code. */
const relationNamesAreUnique: Rule = ({ table, columns }, document) => {
  const taken = new Set(columns.map(({ name }) => name));
  return relationsOf(document, table.id).flatMap(({ name, foreignKey }) => {
    if (!taken.has(name)) {
      taken.add(name);
      return [];
    }
    const message = `${table.entity} has two members named "${name}", at least one of them a relation.`;
    const hint = "Rename the relation.";
    return [error("name-taken", message, { hint, record: foreignKey })];
  });
};

const canBeSetNull: Rule = (view, document) =>
  view.foreignKeys.flatMap(key => {
    if (key.onDelete !== "set null" && key.onUpdate !== "set null") return [];
    const fixed = key.columns.map(id => columnOf(document, id)).filter(({ nullable }) => !nullable);
    return fixed.map(column =>
      error(
        "cannot-set-null",
        `${view.table.name}.${column.name} cannot be null, so it cannot be set to null.`,
        {
          hint: `Make it nullable, or choose another action for ${key.forward}.`,
          record: key.id,
        },
      ),
    );
  });

const foreignKeysAreIndexed: Rule = view =>
  view.foreignKeys.flatMap(key => {
    const [first] = key.columns;
    const leads = (columns: readonly string[]) => columns[0] === first;
    const keys = view.primaryKey ? [view.primaryKey, ...view.uniqueKeys] : view.uniqueKeys;
    const indexed =
      keys.some(other => leads(other.columns)) ||
      view.indexes.some(({ parts: [part] }) => part?.kind === "column" && part.column === first);
    const column = view.columns.find(({ id }) => id === first);
    if (indexed || column === undefined) return [];
    const message = `${view.table.name}.${column.name} has no index.`;
    const hint = `Loading ${key.reverse} scans every row of "${view.table.name}".`;
    return [info("foreign-key-without-index", message, { hint, record: column.id })];
  });

const defaultsFit: Rule = ({ table, columns }, document) =>
  columns.flatMap(column => {
    const given = column.default?.kind === "value" ? column.default.value : null;
    if (typeof given !== "string" || isValueOf(given, column.type)) return [];
    const type = describeType(column.type, document);
    const message = `The default of "${table.name}.${column.name}" is the text '${given}', but its type is ${type}.`;
    const hint = "Change the default, or the type.";
    return [error("default-type", message, { hint, record: column.id })];
  });

const rules: readonly Rule[] = [
  hasColumns,
  hasPrimaryKey,
  entityIsIdentifier,
  typesAgree,
  refersToKey,
  relationNamesAreUnique,
  canBeSetNull,
  userSqlIsValid,
  defaultsFit,
  foreignKeysAreIndexed,
];

const weight = { error: 0, warning: 1, info: 2 } as const;

/** All problems, in order of severity. */
export const findProblems = memoize((document: SchemaDocument): readonly Diagnostic[] =>
  tableViews(document)
    .flatMap(view => rules.flatMap(rule => rule(view, document)))
    .toSorted((one, other) => weight[one.severity] - weight[other.severity]),
);
