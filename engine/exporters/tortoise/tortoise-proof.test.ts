/** The models, loaded by the real Tortoise ORM: the tables that it makes are those of the design. */

import { orderTables } from "../../ddl/index.ts";
import { withoutParentheses } from "../../importers/index.ts";
import {
  type Column,
  type ColumnDefault,
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
import {
  columnOrder,
  type Difference,
  keyTypes,
  type NamedRecord,
  primaryKeyNames,
  proveModels,
  quotedNames,
  relationNames,
  typesAs,
  uniqueIndexesAsKeys,
} from "../../testing/models/index.ts";
import { tortoise } from "./index.ts";

const newId = randomIds(Math.random);
const integer = { kind: "integer" };
const text = { kind: "text" };

const isNullable = (all: readonly NamedRecord[], key: NamedRecord): boolean =>
  all.some(
    ({ kind, table, name, nullable }) =>
      kind === "column" && nullable && (key.columns as string[])[0] === `${table}.${name}`,
  );

const differences: readonly Difference[] = [
  keyTypes,
  typesAs(
    "in SQLite, Tortoise has one integer, one float, one datetime, and texts for decimals and keys",
    {
      integer,
      boolean: integer,
      float: { kind: "float" },
      datetime: { kind: "datetime" },
      decimal: text,
      varchar: text,
      char: text,
      text,
    },
  ),
  {
    because: "Tortoise declares no ON UPDATE, and sets no column to null that is not nullable",
    normalize: (record, all) => {
      if (record.kind !== "foreignKey") return record;
      const isLost = record.onDelete === "set null" && !isNullable(all, record);
      const onDelete = isLost ? "no action" : record.onDelete;
      return { ...record, name: null, onUpdate: "no action", onDelete };
    },
  },
  {
    because: "Tortoise has no checks",
    normalize: record => (record.kind === "check" ? null : record),
  },
  {
    because: "an automatic key is AUTOINCREMENT in SQLite, and any INTEGER key numbers itself",
    normalize: record => {
      const { kind } = (record.generated ?? {}) as { kind?: string };
      return kind === "identity" ? { ...record, generated: null } : record;
    },
  },
  {
    because: "a constant is written as an expression where Tortoise has no value for it",
    normalize: record => {
      const given = record.default as ColumnDefault | null | undefined;
      if (!given) return record;
      const sql =
        given.kind === "expression" ? withoutParentheses(given.text) : String(given.value);
      const value = sql
        .replace(/^'(.*)'$/, "$1")
        .replace(/^false$/i, "0")
        .replace(/^true$/i, "1");
      return { ...record, default: { kind: "value", value } };
    },
  },
  {
    because: "Tortoise has no collations",
    normalize: ({ collation, ...record }) =>
      record.kind === "index"
        ? {
            ...record,
            parts: (record.parts as NamedRecord[]).map(({ collation, ...part }) => part),
          }
        : record,
  },
  columnOrder("Tortoise orders columns by their kind"),
  quotedNames,
  relationNames,
  uniqueIndexesAsKeys("Tortoise makes a unique index of a join table"),
  primaryKeyNames("Tortoise gives primary keys no names"),
];

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
  position: -1,
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

/** Tortoise stores a link once. */
const linkKey = ({ table, primaryKey, foreignKeys }: TableView): Key => ({
  kind: "key",
  id: primaryKey?.id ?? newId("key"),
  table: table.id,
  primary: false,
  name: null,
  columns: primaryKey?.columns ?? foreignKeys.flatMap(({ columns }) => columns),
});

/** The design without the foreign keys, and with the primary keys, that Tortoise cannot have. */
const expected = (document: SchemaDocument): SchemaDocument => {
  const records = new Map<string, SchemaRecord>(document.records);
  for (const view of tableViews(document)) {
    const { table, columns, primaryKey, foreignKeys } = view;
    if (primaryKey && !soleKey(document, view)) {
      records.set(primaryKey.id, { ...primaryKey, primary: false });
    }
    if (isJoinTable(document, view)) {
      for (const { id } of [...view.indexes, ...view.uniqueKeys]) records.delete(id);
      const link = linkKey(view);
      records.set(link.id, link);
      // Both keys have the action of the first one.
      const [first] = foreignKeys;
      for (const key of foreignKeys) {
        records.set(key.id, { ...key, onDelete: first?.onDelete ?? key.onDelete });
      }
      continue;
    }
    for (const key of foreignKeys) if (!isKept(document, key)) records.delete(key.id);
    if (soleKey(document, view)) continue;
    const column = newColumn(
      table.id,
      freeName(
        "id",
        columns.map(({ name }) => name),
      ),
    );
    const id = newId("key");
    const key = { kind: "key", id, table: table.id, primary: true, name: null } as const;
    records.set(column.id, column).set(id, { ...key, columns: [column.id] });
  }
  return { records };
};

proveModels({ exporter: tortoise, library: "tortoise", differences, expected });
