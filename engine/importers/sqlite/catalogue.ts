/** Reads the catalogue of a SQLite database. */
import { groupBy } from "../../base/index.ts";
import type { EmbeddedDriver, SqlValue } from "../../drivers/index.ts";
import { readIndexText, readTableText, type TableText } from "./table-text.ts";
import { isUsableName } from "./usable-names.ts";

export type CatalogueColumn = {
  readonly name: string;
  readonly type: string;
  readonly notNull: boolean;
  /** The default as SQL, or null. */
  readonly default: string | null;
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
      keyPlace: Number(keyPlace),
      computed: hidden === 2 ? "virtual" : hidden === 3 ? "stored" : null,
    }));

const ORDER_WORD = /\s+(asc|desc)$/i;

const indexOf = (
  database: EmbeddedDriver,
  [name, unique, origin, sql]: readonly SqlValue[],
): CatalogueIndex => {
  const text = readIndexText(textOf(sql));
  const parts = database
    .query("SELECT cid, name, desc FROM pragma_index_xinfo(?) WHERE key ORDER BY seqno", [
      name ?? "",
    ])
    .rows.map(([cid, column, descending], place) => ({
      column: cid === -2 ? null : textOf(column),
      expression: (text.parts[place] ?? "").replace(ORDER_WORD, ""),
      descending: descending === 1,
    }));
  return {
    name: textOf(name),
    unique: unique === 1,
    origin: origin === "u" ? "unique" : "index",
    parts,
    where: text.where,
  };
};

const indexesOf = (database: EmbeddedDriver, table: string): readonly CatalogueIndex[] =>
  database
    .query(
      `SELECT i.name, i."unique", i.origin, s.sql FROM pragma_index_list(?) AS i
       LEFT JOIN sqlite_schema AS s ON s.type = 'index' AND s.name = i.name
       WHERE i.origin <> 'pk' ORDER BY i.seq DESC`,
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

/** The tables of a database that a document supports. */
export const readCatalogue = (database: EmbeddedDriver): readonly CatalogueTable[] =>
  database
    .query(
      `SELECT l.name, l.wr, s.sql FROM sqlite_schema AS s
       JOIN pragma_table_list AS l ON l.schema = 'main' AND l.type = 'table' AND l.name = s.name
       WHERE s.type = 'table' AND s.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY s.rowid`,
    )
    .rows.map(([name, withoutRowid, sql]) => ({
      name: textOf(name),
      columns: columnsOf(database, textOf(name)),
      indexes: indexesOf(database, textOf(name)),
      foreignKeys: foreignKeysOf(database, textOf(name)),
      withoutRowid: withoutRowid === 1,
      text: readTableText(textOf(sql)),
    }))
    .filter(({ name, columns }) =>
      [name, ...columns.map(column => column.name)].every(isUsableName),
    );

/** Objects that a document does not support. */
export const readOthers = (database: EmbeddedDriver): readonly OtherObject[] =>
  database
    .query(
      `SELECT type, name FROM sqlite_schema WHERE type IN ('view', 'trigger')
       UNION ALL
       SELECT 'virtual table', name FROM pragma_table_list WHERE schema = 'main' AND type = 'virtual'
       UNION ALL
       SELECT 'temporary table', name FROM sqlite_temp_schema WHERE type = 'table'`,
    )
    .rows.map(([kind, name]) => ({ kind: kind as OtherObject["kind"], name: textOf(name) }));
