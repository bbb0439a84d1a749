/** Changes that SQLite's ALTER TABLE supports: https://www.sqlite.org/lang_altertable.html */
import {
  type Column,
  enumOf,
  type ForeignKey,
  mentions,
  type TableView,
  tableView,
} from "../../schema/index.ts";
import { columnLine } from "../column-lines.ts";
import { constraintLines, foreignKeyLine } from "../constraint-lines.ts";
import type { Drafting } from "../ddl-dialect.ts";
import { named } from "../names.ts";
import { columnAdded, columnDropped, type Draftings, newFormOf } from "./column-changes.ts";
import type { TablePair } from "./pairing.ts";
import { alterTable } from "./shared-steps.ts";
import { type MigrationStep, step } from "./steps.ts";

const isOwn = (key: ForeignKey, column: Column): boolean =>
  key.columns.length === 1 && key.columns[0] === column.id;

const enumCheck = (drafting: Drafting, column: Column): string => {
  if (column.type.kind !== "enum") return "";
  const { values } = enumOf(drafting.document, column.type.enum);
  const list = values.map(drafting.dialect.quoteText).join(", ");
  return values.length === 0 ? "" : ` CHECK (${named(drafting, column.name)} IN (${list}))`;
};

/** The column with the constraints that concern it alone. */
const wholeColumn = (drafting: Drafting, view: TableView, column: Column): string => {
  const keys = view.foreignKeys
    .filter(key => isOwn(key, column))
    .map(
      key => ` ${foreignKeyLine(drafting, key).replace(/FOREIGN KEY \(.*?\) (?=REFERENCES )/, "")}`,
    );
  return columnLine(drafting, view, column) + enumCheck(drafting, column) + keys.join("");
};

/** Table constraints, without those written on the line of an added column. */
const linesOf = (
  drafting: Drafting,
  view: TableView,
  added: readonly Column[],
): readonly string[] => {
  const rest: TableView = {
    ...view,
    columns: view.columns.filter(column => !added.includes(column)),
  };
  const keys = view.foreignKeys.filter(key => !added.some(column => isOwn(key, column)));
  return constraintLines(drafting, rest, keys)
    .map(({ text }) => text)
    .toSorted();
};

const isInKey = (view: TableView, column: Column): boolean =>
  [view.primaryKey, ...view.uniqueKeys].some(key => key?.columns.includes(column.id));

/** SQLite adds a column only when existing rows get a constant. */
const canAdd = (view: TableView, column: Column): boolean => {
  const value = column.default;
  const isConstant = value?.kind === "value" && value.value !== null;
  if (isInKey(view, column) || value?.kind === "expression") return false;
  if (column.generated)
    return column.generated.kind === "computed" && !column.generated.stored && column.nullable;
  if (isConstant && view.foreignKeys.some(key => isOwn(key, column))) return false;
  return column.nullable || isConstant;
};

const canDrop = (view: TableView, column: Column): boolean => {
  if (isInKey(view, column)) return false;
  return !view.columns.some(
    other => other.generated?.kind === "computed" && mentions(other.generated.text, column.name),
  );
};

const sameLists = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === others.length && some.every((line, place) => line === others[place]);

/** Whether the table has changed in a way that ALTER TABLE does not support. A new column order alone is no change. */
export const needsRebuild = ({ middle, after }: Draftings, pair: TablePair): boolean =>
  pair.columns.some(
    column =>
      newFormOf({ middle, after }, column) !== null ||
      columnLine(middle, pair.middle, column.middle) !==
        columnLine(after, pair.after, column.after),
  ) ||
  !pair.added.every(column => canAdd(pair.after, column)) ||
  !pair.dropped.every(column => canDrop(pair.before, column)) ||
  !sameLists(linesOf(middle, pair.middle, []), linesOf(after, pair.after, pair.added));

/** Adds and drops columns; `namesNow` are the current names of dropped columns. */
export const alterNatively = (
  { after }: Draftings,
  pair: TablePair,
  namesNow: ReadonlyMap<string, string>,
): readonly MigrationStep[] => {
  const { id } = pair.after.table;
  const table = named(after, tableView(after.document, id).table.name);
  const drops = pair.dropped.map(column => {
    const text = `ALTER TABLE ${table} DROP COLUMN ${named(after, namesNow.get(column.id) ?? column.name)}`;
    return step(columnDropped(pair.before, column), id, [alterTable(id, text)]);
  });
  const additions = pair.added.map(column => {
    const text = `ALTER TABLE ${table} ADD COLUMN ${wholeColumn(after, pair.after, column)}`;
    return step(columnAdded(after, pair.after, column), id, [alterTable(id, text)]);
  });
  return [...drops, ...additions];
};
