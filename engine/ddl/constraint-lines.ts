/** The keys, checks and foreign keys of a table, one line each. */
import { warning } from "../base/index.ts";
import { type Check, enumOf, type ForeignKey, type TableView, tableView } from "../schema/index.ts";
import type { Drafting } from "./ddl-dialect.ts";
import { columnList, constraintName, named } from "./names.ts";
import { userSql } from "./user-sql.ts";

const primaryKeyLines = (drafting: Drafting, { primaryKey }: TableView): readonly string[] =>
  primaryKey && primaryKey.columns.length > 1
    ? [
        `${constraintName(drafting, primaryKey.name)}PRIMARY KEY ${columnList(drafting, primaryKey.columns)}`,
      ]
    : [];

/** The constraint with the name that the script gives it. */
export const underName = <Part extends Check | ForeignKey>(
  { dialect }: Drafting,
  view: TableView,
  part: Part,
): Part => ({ ...part, name: part.name || (dialect.implicitNames(view).get(part.id) ?? null) });

/** A check, as a line of its table or after ADD. */
export const checkLine = (drafting: Drafting, view: TableView, check: Check): string =>
  `${constraintName(drafting, check.name)}CHECK (${userSql(drafting, view, check.expression)})`;

/** Where an enum is stored as text, a check lists its values. */
const enumLines = (drafting: Drafting, view: TableView): readonly string[] =>
  view.columns.flatMap(column => {
    if (drafting.dialect.enums !== "check" || column.type.kind !== "enum") return [];
    const { values } = enumOf(drafting.document, column.type.enum);
    const list = values.map(drafting.dialect.quoteText).join(", ");
    return values.length === 0 ? [] : [`CHECK (${named(drafting, column.name)} IN (${list}))`];
  });

const actionWords = (drafting: Drafting, key: ForeignKey): string => {
  const actions = [
    { event: "DELETE", action: key.onDelete },
    { event: "UPDATE", action: key.onUpdate },
  ];
  return actions
    .map(({ event, action }) => {
      if (action === "no action") return "";
      if (action !== "set default" || drafting.dialect.sql.name !== "mysql") {
        return ` ON ${event} ${action.toUpperCase()}`;
      }
      const message = `MySQL does not support ON ${event} SET DEFAULT; it is omitted from "${key.forward}".`;
      drafting.addDiagnostic(warning("action-lost", message, { record: key.id }));
      return "";
    })
    .join("");
};

/** A foreign key, as a line of its table or after ADD. */
export const foreignKeyLine = (drafting: Drafting, key: ForeignKey): string => {
  const target = named(drafting, tableView(drafting.document, key.target).table.name);
  const name = constraintName(drafting, key.name);
  const columns = columnList(drafting, key.columns);
  const targetColumns = columnList(drafting, key.targetColumns);
  const actions = actionWords(drafting, key);
  return `${name}FOREIGN KEY ${columns} REFERENCES ${target} ${targetColumns}${actions}`;
};

/** All lines after the columns; `foreignKeys` are those that are written here. */
export const constraintLines = (
  drafting: Drafting,
  view: TableView,
  foreignKeys: readonly ForeignKey[],
): readonly string[] => [
  ...primaryKeyLines(drafting, view),
  ...view.uniqueKeys.map(
    key => `${constraintName(drafting, key.name)}UNIQUE ${columnList(drafting, key.columns)}`,
  ),
  ...view.checks.map(check => checkLine(drafting, view, underName(drafting, view, check))),
  ...enumLines(drafting, view),
  ...foreignKeys.map(key => foreignKeyLine(drafting, underName(drafting, view, key))),
];
