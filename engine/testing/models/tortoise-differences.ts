/** Differences between a design and the models of Tortoise. */
import { orderTables } from "../../ddl/index.ts";
import {
  type Column,
  columnOf,
  type ForeignKey,
  freeName,
  isPlainJoinTable,
  isUnique,
  type Key,
  randomIds,
  type SchemaDocument,
  type SchemaRecord,
  type TableId,
  type TableView,
  tableView,
  tableViews,
} from "../../schema/index.ts";
import { typeOf } from "./differences.ts";
import type { Difference } from "./model-proof.ts";
import type { NamedRecord } from "./named-records.ts";

const newId = randomIds(Math.random);

const isNullable = (all: readonly NamedRecord[], key: NamedRecord): boolean =>
  all.some(
    ({ kind, table, name, nullable }) =>
      kind === "column" && nullable && (key.columns as string[])[0] === `${table}.${name}`,
  );

export const tortoiseActions: Difference = {
  because: "Tortoise declares no ON UPDATE, and sets no column to null that is not nullable",
  normalize: (record, all) => {
    if (record.kind !== "foreignKey") return record;
    const isLost = record.onDelete === "set null" && !isNullable(all, record);
    const onDelete = isLost ? "no action" : record.onDelete;
    return { ...record, name: null, onUpdate: "no action", onDelete };
  },
};

export const noChecks: Difference = {
  because: "Tortoise has no checks",
  normalize: record => (record.kind === "check" ? null : record),
};

export const noCollations: Difference = {
  because: "Tortoise has no collations",
  normalize: ({ collation, ...record }) =>
    record.kind === "index"
      ? {
          ...record,
          parts: (record.parts as NamedRecord[]).map(({ collation, ...part }) => part),
        }
      : record,
};

const newColumn = (table: TableId, name: string): Column => ({
  kind: "column",
  id: newId("column"),
  table,
  name,
  type: { kind: "integer", bits: 32 },
  nullable: false,
  default: null,
  generated: { kind: "identity", strict: true },
  comment: "",
  position: 0,
});

const canBeKey = ({ type, generated }: Column): boolean =>
  type.kind !== "json" && type.kind !== "blob" && generated?.kind !== "computed";

const soleKey = (document: SchemaDocument, { primaryKey }: TableView): Column | null => {
  const [id, second] = primaryKey?.columns ?? [];
  const column = id === undefined || second !== undefined ? null : columnOf(document, id);
  return column && canBeKey(column) ? column : null;
};

const isKept = (document: SchemaDocument, key: ForeignKey): boolean => {
  const order = orderTables(document);
  const { table, target, columns, targetColumns } = key;
  const [own, second] = columns;
  const [referenced] = targetColumns;
  const view = tableView(document, table);
  if (own === undefined || referenced === undefined || second !== undefined) return false;
  const isFirst = view.foreignKeys.find(
    each => each.columns[0] === own && each.columns.length === 1,
  );
  return (
    isFirst?.id === key.id &&
    order.indexOf(target) <= order.indexOf(table) &&
    columnOf(document, own).generated?.kind !== "computed" &&
    canBeKey(columnOf(document, referenced)) &&
    isUnique(tableView(document, target), [referenced])
  );
};

const isJoinTable = (document: SchemaDocument, view: TableView): boolean =>
  isPlainJoinTable(view) &&
  view.foreignKeys.every(({ target, columns, targetColumns }) => {
    const targetView = tableView(document, target);
    const key = soleKey(document, targetView);
    const isReference = targetView.foreignKeys.some(
      each => each.columns[0] === key?.id && isKept(document, each),
    );
    return !isReference && columns.length === 1 && key?.id === targetColumns[0];
  });

/** Tortoise stores a link once; the first foreign key is the first column of the index. */
const linkKey = ({ table, primaryKey, foreignKeys }: TableView): Key => ({
  kind: "key",
  id: primaryKey?.id ?? newId("key"),
  table: table.id,
  primary: false,
  name: null,
  columns: foreignKeys.flatMap(({ columns }) => columns),
});

type Records = Map<string, SchemaRecord>;

/** Tortoise makes the table of a many-to-many relation: with one action, and one unique key. */
const replaceJoinTable = (records: Records, view: TableView): void => {
  for (const { id } of [...view.indexes, ...view.uniqueKeys]) records.delete(id);
  const link = linkKey(view);
  records.set(link.id, link);
  // Both keys have the action of the first one.
  const [first] = view.foreignKeys;
  for (const key of view.foreignKeys) {
    records.set(key.id, { ...key, onDelete: first?.onDelete ?? key.onDelete });
  }
};

/** An additional column is the first one. */
const addKey = (records: Records, { table, columns }: TableView): void => {
  const names = columns.map(({ name }) => name);
  const column = newColumn(table.id, freeName("id", names));
  const id = newId("key");
  const key = { kind: "key", id, table: table.id, primary: true, name: null } as const;
  for (const other of columns) records.set(other.id, { ...other, position: other.position + 1 });
  records.set(column.id, column).set(id, { ...key, columns: [column.id] });
};

/** The design without the foreign keys, and with the primary keys, that Tortoise cannot have. */
export const asTortoiseHasIt = (document: SchemaDocument): SchemaDocument => {
  const records: Records = new Map(document.records);
  for (const view of tableViews(document)) {
    const { primaryKey } = view;
    const key = soleKey(document, view);
    if (primaryKey && !key) records.set(primaryKey.id, { ...primaryKey, primary: false });
    if (isJoinTable(document, view)) {
      replaceJoinTable(records, view);
      continue;
    }
    for (const each of view.foreignKeys) if (!isKept(document, each)) records.delete(each.id);
    if (!key) addKey(records, view);
  }
  return { records };
};

export const digitsOfDecimals: Difference = {
  because: "a decimal without digits has 38, and 10 of them after the point, in Tortoise",
  normalize: record => {
    const type = typeOf(record);
    return type?.kind === "decimal" && type.precision === null
      ? { ...record, type: { ...type, precision: 38, scale: 10 } }
      : record;
  },
};

export const lengthsOfTexts: Difference = {
  because: "a text that is a key has a length in Tortoise, and one without a length is no varchar",
  normalize: record => {
    const type = typeOf(record);
    if (type?.kind === "char") return { ...record, type: { ...type, kind: "varchar" } };
    const isLong = type?.kind === "varchar" && (type.length === null || type.length === 255);
    return isLong ? { ...record, type: { kind: "text" } } : record;
  },
};
