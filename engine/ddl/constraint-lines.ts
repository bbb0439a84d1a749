/** The keys, checks and foreign keys of a table, one line each. */
import { type PrintedText, printedFrom, type RecordOrigin, warning } from "../base/index.ts";
import {
  type Check,
  enumOf,
  type ForeignKey,
  type Key,
  type TableView,
  tableView,
} from "../schema/index.ts";
import type { Drafting } from "./ddl-dialect.ts";
import { columnList, constraintName, named } from "./names.ts";
import { userSql } from "./user-sql.ts";

type Line = PrintedText<RecordOrigin>;

const primaryKeyLines = (drafting: Drafting, { primaryKey }: TableView): readonly Line[] => {
  if (!primaryKey || primaryKey.columns.length < 2) return [];
  const { id, name, columns } = primaryKey;
  const words = `PRIMARY KEY ${columnList(drafting, columns)}`;
  return [printedFrom(id, constraintName(drafting, name) + words)];
};

const uniqueKeyLine = (drafting: Drafting, { name, columns }: Key): string =>
  `${constraintName(drafting, name)}UNIQUE ${columnList(drafting, columns)}`;

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
const enumLines = (drafting: Drafting, view: TableView): readonly Line[] =>
  view.columns.flatMap(column => {
    if (drafting.dialect.enums !== "check" || column.type.kind !== "enum") return [];
    const { values } = enumOf(drafting.document, column.type.enum);
    const list = values.map(drafting.dialect.quoteText).join(", ");
    const line = `CHECK (${named(drafting, column.name)} IN (${list}))`;
    return values.length === 0 ? [] : [printedFrom(column.id, line)];
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

/** The lines after the columns; `foreignKeys` are those that CREATE TABLE contains. */
export const constraintLines = (
  drafting: Drafting,
  view: TableView,
  foreignKeys: readonly ForeignKey[],
): readonly Line[] => [
  ...primaryKeyLines(drafting, view),
  ...view.uniqueKeys.map(key => printedFrom(key.id, uniqueKeyLine(drafting, key))),
  ...view.checks.map(check => {
    const line = checkLine(drafting, view, underName(drafting, view, check));
    return printedFrom(check.id, line);
  }),
  ...enumLines(drafting, view),
  ...foreignKeys.map(key => {
    const line = foreignKeyLine(drafting, underName(drafting, view, key));
    return printedFrom(key.id, line);
  }),
];
