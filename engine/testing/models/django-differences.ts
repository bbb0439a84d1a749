/** Differences between a design and the models of Django. */
import { withoutParentheses } from "../../importers/index.ts";
import {
  type Column,
  type ColumnDefault,
  freeName,
  type NewId,
  randomIds,
  type SchemaDocument,
  type TableId,
  tableViews,
} from "../../schema/index.ts";
import { typeOf } from "./differences.ts";
import type { Difference } from "./model-proof.ts";
import type { NamedRecord } from "./named-records.ts";

export const textsOfFixedLength: Difference = {
  because: "Django declares texts of a fixed length as varchar",
  normalize: record => {
    const type = typeOf(record);
    return type?.kind === "char" ? { ...record, type: { ...type, kind: "varchar" } } : record;
  },
};

export const automaticKeys: Difference = {
  because: "an automatic key is AUTOINCREMENT in SQLite, and any INTEGER key numbers itself",
  normalize: record => {
    const { kind } = (record.generated ?? {}) as { kind?: string };
    return kind === "identity" ? { ...record, generated: null } : record;
  },
};

const CAST = /CAST\((\(+[^()]*\)+) AS NUMERIC\)/g;

/** Text of SQL without the parentheses, quotes and casts that make no difference. */
const plainSql = (sql: string): string =>
  withoutParentheses(
    sql
      .replaceAll(CAST, "$1")
      .replaceAll(CAST, "$1")
      .replaceAll(/STRFTIME\('%Y-%m-%d %H:%M:%f', 'NOW'\)/g, "CURRENT_TIMESTAMP")
      .replaceAll(/CAST\('(-?[\d.]+)' AS NUMERIC\)/g, "$1")
      .replaceAll(/'(-?\d+(?:\.\d+)?)'/g, "$1")
      .replaceAll(/"(\w+)"/g, "$1")
      .replaceAll(/\b(LOWER|UPPER)\(/g, name => name.toLowerCase()),
  );

export const constantsInSql: Difference = {
  because: "a constant is written as an expression where the library has no value for it",
  normalize: record => {
    const given = record.default as ColumnDefault | null | undefined;
    if (!given) return record;
    const text = given.kind === "expression" ? plainSql(given.text) : String(given.value);
    const value = text
      .replace(/^'(.*)'$/, "$1")
      .replace(/^false$/i, "0")
      .replace(/^true$/i, "1");
    return { ...record, default: { kind: "value", value } };
  },
};

export const shortIndexNames: Difference = {
  because: "names of indexes have 30 characters at most; the last two may be a number",
  normalize: record =>
    record.kind === "index" ? { ...record, name: String(record.name).slice(0, 28) } : record,
};

const isNullable = (all: readonly NamedRecord[], key: NamedRecord): boolean =>
  all.some(
    ({ kind, table, name, nullable }) =>
      kind === "column" && nullable && (key.columns as string[])[0] === `${table}.${name}`,
  );

export const fewActions: Difference = {
  because: "the database refuses or sets null; Django declares no other actions",
  normalize: (record, all) => {
    if (record.kind !== "foreignKey") return record;
    const { onDelete } = record;
    const isLost = onDelete === "restrict" || (onDelete === "set null" && !isNullable(all, record));
    return {
      ...record,
      name: null,
      onUpdate: "no action",
      onDelete: isLost ? "no action" : onDelete,
    };
  },
};

export const namedChecks: Difference = {
  because: "Django names all checks",
  normalize: record => (record.kind === "check" ? { ...record, name: null } : record),
};

export const sqlOfDjango: Difference = {
  because: "Django writes SQL with other quotes and parentheses",
  normalize: record =>
    JSON.parse(
      JSON.stringify(record, (key, value) =>
        typeof value === "string" && (key === "text" || key === "where" || key === "expression")
          ? plainSql(value)
          : value,
      ),
    ) as NamedRecord,
};

export const wideDecimals: Difference = {
  because: "Django permits no more decimal places than digits",
  normalize: record => {
    const { precision = null, scale = null } = (typeOf(record) ?? {}) as Record<
      string,
      number | null
    >;
    return precision !== null && scale !== null && scale > precision
      ? { ...record, type: { ...typeOf(record), precision: scale } }
      : record;
  },
};

const keyColumn = (newId: NewId, table: TableId, name: string, bits: 32 | 64): Column => ({
  kind: "column",
  id: newId("column"),
  table,
  name,
  type: { kind: "integer", bits },
  nullable: false,
  default: null,
  generated: { kind: "identity", strict: true },
  comment: "",
  position: 0,
});

/** Tables without a primary key have an additional column, the first one. */
export const withKeys =
  (bits: 32 | 64) =>
  (document: SchemaDocument): SchemaDocument => {
    const records = new Map(document.records);
    const newId = randomIds(Math.random);
    for (const { table, columns, primaryKey } of tableViews(document)) {
      if (primaryKey) continue;
      const names = columns.map(({ name }) => name);
      const column = keyColumn(newId, table.id, freeName("id", names), bits);
      const key = {
        kind: "key",
        id: newId("key"),
        table: table.id,
        primary: true,
        name: null,
      } as const;
      for (const other of columns)
        records.set(other.id, { ...other, position: other.position + 1 });
      records.set(column.id, column).set(key.id, { ...key, columns: [column.id] });
    }
    return { records };
  };
