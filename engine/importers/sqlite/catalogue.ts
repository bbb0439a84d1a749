/** Reads the catalogue of a SQLite database. */
import { groupBy } from "../../base/index.ts";
import type { EmbeddedDriver, SqlValue } from "../../drivers/index.ts";
import { isUsableName } from "../../schema/index.ts";
import { readIndexText, readTableText, type TableText } from "./table-text.ts";
import { isWord, tokensOf } from "./tokens.ts";
import { isPartOf, virtualTableOf } from "./virtual-tables.ts";

export type CatalogueColumn = {
  readonly name: string;
  readonly type: string;
  readonly notNull: boolean;
  /** The default as SQL, or null. */
  readonly default: string | null;
  /** The text that a column of text stores for a default that is a number. */
  readonly defaultAsText: string | null;
  /** The position in the primary key, from 1; 0 for other columns. */
  readonly keyPlace: number;
  readonly computed: "virtual" | "stored" | null;
};

export type CatalogueIndex = {
  readonly name: string;
  readonly unique: boolean;
  /** A UNIQUE constraint of the table, or a separate index. */
  readonly origin: "unique" | "index";
  readonly parts: readonly CatalogueIndexPart[];
  readonly where: string | null;
};

/** A column, or an expression if the column is null. */
export type CatalogueIndexPart = {
  readonly column: string | null;
  readonly expression: string;
  readonly descending: boolean;
  readonly collation: string;
};

export type CatalogueForeignKey = {
  readonly columns: readonly string[];
  readonly target: string;
  /** Empty for the primary key of the target. */
  readonly targetColumns: readonly string[];
  readonly onUpdate: string;
  readonly onDelete: string;
};

export type CatalogueTable = {
  readonly name: string;
  readonly columns: readonly CatalogueColumn[];
  readonly indexes: readonly CatalogueIndex[];
  readonly foreignKeys: readonly CatalogueForeignKey[];
  readonly withoutRowid: boolean;
  /** The index of the primary key; null for a row id, which needs none. */
  readonly keyIndex: CatalogueIndex | null;
  readonly text: TableText;
};

export type OtherObject = {
  readonly kind: "view" | "trigger" | "virtual table" | "temporary table";
  readonly name: string;
};

export type Catalogue = {
  readonly tables: readonly CatalogueTable[];
  /** Objects that a document does not support. */
  readonly others: readonly OtherObject[];
};

const textOf = (value: SqlValue | undefined): string => String(value ?? "");

const NUMBER = /^[-+]?\s*(0x[0-9a-f]+|(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?)$/i;

const numberAsText = (database: EmbeddedDriver, text: string): string | null =>
  NUMBER.test(text) ? textOf(database.query(`SELECT CAST(${text} AS TEXT)`).rows[0]?.[0]) : null;

const columnsOf = (database: EmbeddedDriver, table: string): readonly CatalogueColumn[] =>
  database
    .query(
      `SELECT name, type, "notnull", dflt_value, pk, hidden FROM pragma_table_xinfo(?) WHERE hidden <> 1`,
      [table],
    )
    .rows.map(([name, type, notNull, value, keyPlace, hidden]) => ({
      name: textOf(name),
      type: textOf(type),
      notNull: notNull === 1,
      default: value === null || value === undefined ? null : textOf(value),
      defaultAsText: numberAsText(database, textOf(value)),
      keyPlace: Number(keyPlace),
      computed: hidden === 2 ? "virtual" : hidden === 3 ? "stored" : null,
    }));

/** An expression without the order and the collation that follow it. */
const withoutOrder = (text: string): string => {
  const tokens = tokensOf(text);
  let end = tokens.length;
  if (end > 1 && isWord(tokens[end - 1], "ASC", "DESC")) end -= 1;
  if (end > 2 && isWord(tokens[end - 2], "COLLATE")) end -= 2;
  return text.slice(0, tokens[end - 1]?.end ?? 0);
};

const indexOf = (
  database: EmbeddedDriver,
  [name, unique, origin, sql]: readonly SqlValue[],
): CatalogueIndex => {
  const text = readIndexText(textOf(sql));
  const parts = database
    .query("SELECT cid, name, desc, coll FROM pragma_index_xinfo(?) WHERE key ORDER BY seqno", [
      name ?? "",
    ])
    .rows.map(([cid, column, descending, collation], place) => ({
      column: cid === -2 ? null : textOf(column),
      expression: withoutOrder(text.parts[place] ?? ""),
      descending: descending === 1,
      collation: textOf(collation),
    }));
  return {
    name: textOf(name),
    unique: unique === 1,
    origin: origin === "u" ? "unique" : "index",
    parts,
    where: text.where,
  };
};

const indexesOf = (
  database: EmbeddedDriver,
  table: string,
  condition: "i.origin = 'pk'" | "i.origin <> 'pk'",
): readonly CatalogueIndex[] =>
  database
    .query(
      `SELECT i.name, i."unique", i.origin, s.sql FROM pragma_index_list(?) AS i
       LEFT JOIN sqlite_schema AS s ON s.type = 'index' AND s.name = i.name
       WHERE ${condition} ORDER BY i.seq DESC`,
      [table],
    )
    .rows.map(row => indexOf(database, row));

const foreignKeysOf = (database: EmbeddedDriver, table: string): readonly CatalogueForeignKey[] => {
  const { rows } = database.query(
    `SELECT id, "table", "from", "to", on_update, on_delete FROM pragma_foreign_key_list(?)
     ORDER BY id DESC, seq`,
    [table],
  );
  return [...groupBy(rows, ([id]) => id).values()].map(parts => {
    const [, target, , , onUpdate, onDelete] = parts[0] ?? [];
    return {
      columns: parts.map(part => textOf(part[2])),
      target: textOf(target),
      targetColumns: parts.flatMap(part => (part[3] === null ? [] : [textOf(part[3])])),
      onUpdate: textOf(onUpdate),
      onDelete: textOf(onDelete),
    };
  });
};

/** The virtual tables of a database, whether SQLite has their module or not. */
const virtualTables = (database: EmbeddedDriver) =>
  database
    .query("SELECT sql FROM sqlite_schema WHERE type = 'table'")
    .rows.flatMap(([sql]) => virtualTableOf(textOf(sql)) ?? []);

/** The tables of a database that a document supports. */
export const readCatalogue = (database: EmbeddedDriver): readonly CatalogueTable[] => {
  const virtual = virtualTables(database);
  return database
    .query(
      `SELECT l.name, l.wr, s.sql FROM sqlite_schema AS s
       JOIN pragma_table_list AS l ON l.schema = 'main' AND l.type = 'table' AND l.name = s.name
       WHERE s.type = 'table' AND s.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY s.rowid`,
    )
    .rows.filter(([name]) => !isPartOf(virtual, textOf(name)))
    .map(([name, withoutRowid, sql]) => ({
      name: textOf(name),
      columns: columnsOf(database, textOf(name)),
      indexes: indexesOf(database, textOf(name), "i.origin <> 'pk'"),
      foreignKeys: foreignKeysOf(database, textOf(name)),
      withoutRowid: withoutRowid === 1,
      keyIndex: indexesOf(database, textOf(name), "i.origin = 'pk'")[0] ?? null,
      text: readTableText(textOf(sql)),
    }))
    .filter(({ name, columns }) =>
      [name, ...columns.map(column => column.name)].every(isUsableName),
    );
};

/** Objects that a document does not support. */
export const readOthers = (database: EmbeddedDriver): readonly OtherObject[] => [
  ...database
    .query(
      `SELECT type, name FROM sqlite_schema WHERE type IN ('view', 'trigger')
       UNION ALL SELECT 'temporary table', name FROM sqlite_temp_schema WHERE type = 'table'`,
    )
    .rows.map(([kind, name]) => ({ kind: kind as OtherObject["kind"], name: textOf(name) })),
  ...virtualTables(database).map(({ name }) => ({ kind: "virtual table" as const, name })),
];
