/** Views of a document, memoized per document. */
import { groupBy, memoize, present } from "../base/index.ts";
import { foldedName } from "./names.ts";
import type {
  Check,
  Column,
  ColumnId,
  Enum,
  ForeignKey,
  Index,
  Key,
  Placement,
  RecordKind,
  RecordOf,
  SchemaDocument,
  Table,
  TableId,
} from "./records.ts";

type ByKind = { readonly [Kind in RecordKind]: readonly RecordOf<Kind>[] };

const byKind = memoize((document: SchemaDocument): ByKind => {
  const lists: { [Kind in RecordKind]: RecordOf<Kind>[] } = {
    table: [],
    column: [],
    key: [],
    index: [],
    check: [],
    foreignKey: [],
    enum: [],
    placement: [],
    note: [],
    area: [],
  };
  for (const record of document.records.values()) {
    (lists[record.kind] as RecordOf<typeof record.kind>[]).push(record);
  }
  return lists;
});

/** All records of one kind, in insertion order. */
export const recordsOf = <Kind extends RecordKind>(
  document: SchemaDocument,
  kind: Kind,
): readonly RecordOf<Kind>[] => byKind(document)[kind];

/** A table with its records. */
export type TableView = {
  readonly table: Table;
  /** In the order of their positions. */
  readonly columns: readonly Column[];
  readonly primaryKey: Key | null;
  /** Unique keys, without the primary key. */
  readonly uniqueKeys: readonly Key[];
  readonly indexes: readonly Index[];
  readonly checks: readonly Check[];
  /** Foreign keys of this table. */
  readonly foreignKeys: readonly ForeignKey[];
  /** Foreign keys of any table that reference this one. */
  readonly referredBy: readonly ForeignKey[];
  readonly placement: Placement | null;
};

const grouped = <Item extends { readonly table: TableId }>(items: readonly Item[]) =>
  groupBy(items, item => item.table);

const tableViewsById = memoize((document: SchemaDocument): ReadonlyMap<TableId, TableView> => {
  const kinds = byKind(document);
  const columns = grouped(kinds.column);
  const keys = grouped(kinds.key);
  const indexes = grouped(kinds.index);
  const checks = grouped(kinds.check);
  const foreignKeys = grouped(kinds.foreignKey);
  const referredBy = groupBy(kinds.foreignKey, key => key.target);
  const placements = grouped(kinds.placement);
  const viewOf = (table: Table): TableView => ({
    table,
    columns: (columns.get(table.id) ?? []).toSorted((a, b) => a.position - b.position),
    primaryKey: (keys.get(table.id) ?? []).find(key => key.primary) ?? null,
    uniqueKeys: (keys.get(table.id) ?? []).filter(key => !key.primary),
    indexes: indexes.get(table.id) ?? [],
    checks: checks.get(table.id) ?? [],
    foreignKeys: foreignKeys.get(table.id) ?? [],
    referredBy: referredBy.get(table.id) ?? [],
    placement: placements.get(table.id)?.[0] ?? null,
  });
  return new Map(kinds.table.map(table => [table.id, viewOf(table)]));
});

/** Every table with its records. */
export const tableViews = memoize((document: SchemaDocument): readonly TableView[] => [
  ...tableViewsById(document).values(),
]);

/** One table with its records, or undefined. */
export const findTable = (document: SchemaDocument, id: TableId): TableView | undefined =>
  tableViewsById(document).get(id);

/** One table with its records. @throws InvariantError when it is missing. */
export const tableView = (document: SchemaDocument, id: TableId): TableView =>
  present(findTable(document, id), `table ${id}`);

/** The table of this name, ignoring case as SQLite does. */
export const tableNamed = (document: SchemaDocument, name: string): TableView | undefined =>
  tableViews(document).find(view => sameName(view.table.name, name));

/** The column of this name in a table, ignoring case. */
export const columnNamed = (view: TableView, name: string): Column | undefined =>
  view.columns.find(column => sameName(column.name, name));

/** Whether two names are equal, ignoring the case of A to Z. */
export const sameName = (a: string, b: string): boolean => foldedName(a) === foldedName(b);

/** One record of a known kind. @throws InvariantError when it is missing or of another kind. */
export const recordOf = <Kind extends RecordKind>(
  document: SchemaDocument,
  kind: Kind,
  id: RecordOf<Kind>["id"],
): RecordOf<Kind> => {
  const record = present(document.records.get(id), `${kind} ${id}`);
  return present(record.kind === kind ? (record as RecordOf<Kind>) : null, `${kind} ${id}`);
};

export const columnOf = (document: SchemaDocument, id: ColumnId): Column =>
  recordOf(document, "column", id);

/** The values of an enum type. */
export const enumOf = (document: SchemaDocument, id: Enum["id"]): Enum =>
  recordOf(document, "enum", id);

const columnsByEnum = memoize((document: SchemaDocument) =>
  groupBy(recordsOf(document, "column"), ({ type }) => (type.kind === "enum" ? type.enum : null)),
);

/** The columns whose type is the enum. */
export const columnsOfEnum = (document: SchemaDocument, id: Enum["id"]): readonly Column[] =>
  columnsByEnum(document).get(id) ?? [];

/** The columns whose foreign keys reference a column, directly or over others: they need its type. */
export const referringColumns = (document: SchemaDocument, id: ColumnId): readonly Column[] => {
  const found = new Set<ColumnId>([id]);
  for (const target of found) {
    for (const key of findTable(document, columnOf(document, target).table)?.referredBy ?? []) {
      const column = key.columns[key.targetColumns.indexOf(target)];
      if (column !== undefined) found.add(column);
    }
  }
  found.delete(id);
  return [...found].map(column => columnOf(document, column));
};

/** The columns of each key and each unique index; a condition or an expression makes an index no key. */
const uniqueColumns = ({
  primaryKey,
  uniqueKeys,
  indexes,
}: TableView): readonly (readonly ColumnId[])[] => [
  ...(primaryKey ? [primaryKey.columns] : []),
  ...uniqueKeys.map(({ columns }) => columns),
  ...indexes.flatMap(({ unique, where, parts }) => {
    const columns = parts.flatMap(part => (part.kind === "column" ? [part.column] : []));
    return unique && where === null && columns.length === parts.length ? [columns] : [];
  }),
];

/** Whether at most one row has the values of these columns: they include those of a key. */
export const isUnique = (view: TableView, columns: readonly ColumnId[]): boolean => {
  const expected = new Set(columns);
  return uniqueColumns(view).some(ids => ids.length > 0 && ids.every(id => expected.has(id)));
};

/** Whether these columns, in any order, are exactly a key, so that a foreign key can reference them. */
export const isKey = (view: TableView, columns: readonly ColumnId[]): boolean =>
  uniqueColumns(view).some(
    ids => ids.length === columns.length && ids.every(id => columns.includes(id)),
  );
