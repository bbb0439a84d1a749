/** The tables and columns that two documents share, by id; these keep their rows. */
import { present } from "../../base/index.ts";
import {
  applyDiff,
  type Column,
  type ColumnId,
  findTable,
  removeTables,
  type SchemaDocument,
  type TableView,
  tableView,
  tableViews,
} from "../../schema/index.ts";
import { orderTables } from "../order-tables.ts";
import { underNewNames } from "./new-names.ts";

/** A kept column: before, before with the new names, and after. */
export type ColumnPair = {
  readonly before: Column;
  readonly middle: Column;
  readonly after: Column;
};

export type TablePair = {
  readonly before: TableView;
  readonly middle: TableView;
  readonly after: TableView;
  readonly columns: readonly ColumnPair[];
  readonly dropped: readonly Column[];
  readonly added: readonly Column[];
};

export type Pairing = {
  readonly before: SchemaDocument;
  /** The old document with the names of the new one. */
  readonly middle: SchemaDocument;
  readonly after: SchemaDocument;
  readonly tables: readonly TablePair[];
  /** Dropped tables, each after those it references. */
  readonly dropped: readonly TableView[];
  /** New tables, each after those it references. */
  readonly added: readonly TableView[];
  /** Ids of the tables and columns that are kept. */
  readonly kept: ReadonlySet<string>;
};

/** Removes tables without columns, which no database supports. */
const withoutEmptyTables = (document: SchemaDocument): SchemaDocument => {
  const tables = tableViews(document)
    .filter(({ columns }) => columns.length === 0)
    .map(({ table }) => table.id);
  return applyDiff(document, removeTables(document, { tables }).value);
};

const isPlain = ({ generated }: Column): boolean => generated?.kind !== "computed";

const sharedColumns = (before: TableView, after: TableView): readonly ColumnId[] => {
  const remaining = new Set(after.columns.map(({ id }) => id));
  return before.columns.map(({ id }) => id).filter(id => remaining.has(id));
};

/** A table whose rows would keep no value is created again. */
const keepsValues = (before: TableView, after: TableView): boolean => {
  const plain = new Set(after.columns.filter(isPlain).map(({ id }) => id));
  return before.columns.some(column => isPlain(column) && plain.has(column.id));
};

const keptIds = (before: SchemaDocument, after: SchemaDocument): ReadonlySet<string> => {
  const kept = new Set<string>();
  for (const view of tableViews(before)) {
    const next = findTable(after, view.table.id);
    if (!next || !keepsValues(view, next)) continue;
    kept.add(view.table.id);
    for (const id of sharedColumns(view, next)) kept.add(id);
  }
  return kept;
};

const columnIn = (view: TableView, id: ColumnId): Column =>
  present(
    view.columns.find(column => column.id === id),
    `column ${id}`,
  );

const pairOf = (
  [before, middle, after]: readonly [TableView, TableView, TableView],
  kept: ReadonlySet<string>,
): TablePair => ({
  before,
  middle,
  after,
  columns: after.columns
    .filter(({ id }) => kept.has(id))
    .map(column => ({
      before: columnIn(before, column.id),
      middle: columnIn(middle, column.id),
      after: column,
    })),
  dropped: before.columns.filter(({ id }) => !kept.has(id)),
  added: after.columns.filter(({ id }) => !kept.has(id)),
});

/** Pairs the tables and columns of `older` with those of `newer`. */
export const pairDocuments = (older: SchemaDocument, newer: SchemaDocument): Pairing => {
  const [before, after] = [withoutEmptyTables(older), withoutEmptyTables(newer)];
  const kept = keptIds(before, after);
  const middle = underNewNames(before, after, kept);
  const staying = orderTables(after).filter(id => kept.has(id));
  const views = (document: SchemaDocument) =>
    orderTables(document)
      .filter(id => !kept.has(id))
      .map(id => tableView(document, id));
  return {
    before,
    middle,
    after,
    kept,
    tables: staying.map(id =>
      pairOf([tableView(before, id), tableView(middle, id), tableView(after, id)], kept),
    ),
    dropped: views(before),
    added: views(after),
  };
};
