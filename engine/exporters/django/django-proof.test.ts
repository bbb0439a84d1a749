/** The models, loaded by the real Django: the tables that it makes are those of the design. */
import { withoutParentheses } from "../../importers/index.ts";
import {
  type Column,
  type ColumnDefault,
  freeName,
  randomIds,
  type SchemaDocument,
  type TableId,
  tableViews,
} from "../../schema/index.ts";
import {
  type Difference,
  keyTypes,
  type NamedRecord,
  primaryKeyNames,
  proveModels,
  quotedNames,
  relationNames,
  typeOf,
  typesAs,
  uniqueIndexesAsKeys,
} from "../../testing/models/index.ts";
import { django } from "./index.ts";

const newColumn = (id: Column["id"], table: TableId, name: string): Column => ({
  kind: "column",
  id,
  table,
  name,
  type: { kind: "integer", bits: 32 },
  nullable: false,
  default: null,
  generated: { kind: "identity", strict: true },
  comment: "",
  position: -1,
});

const isNullable = (all: readonly NamedRecord[], key: NamedRecord): boolean =>
  all.some(
    ({ kind, table, name, nullable }) =>
      kind === "column" && nullable && (key.columns as string[])[0] === `${table}.${name}`,
  );

/** Text of SQL without the parentheses and quotes that make no difference. */
const plainSql = (sql: string): string =>
  withoutParentheses(
    sql
      .replaceAll(/STRFTIME\('%Y-%m-%d %H:%M:%f', 'NOW'\)/g, "CURRENT_TIMESTAMP")
      .replaceAll(/CAST\('(-?[\d.]+)' AS NUMERIC\)/g, "$1")
      .replaceAll(/'(-?\d+(?:\.\d+)?)'/g, "$1")
      .replaceAll(/"(\w+)"/g, "$1")
      .replaceAll(/\b(LOWER|UPPER)\(/g, name => name.toLowerCase()),
  );

const differences: readonly Difference[] = [
  keyTypes,
  typesAs(
    "Django declares JSON as text; it has one float; in SQLite, decimals have no digits and datetimes no zone",
    {
      json: { kind: "text" },
      float: { kind: "float" },
      decimal: { kind: "decimal" },
      datetime: { kind: "datetime" },
    },
  ),
  {
    because: "Django declares texts of a fixed length as varchar",
    normalize: record => {
      const type = typeOf(record);
      return type?.kind === "char" ? { ...record, type: { ...type, kind: "varchar" } } : record;
    },
  },
  {
    because: "an automatic key is AUTOINCREMENT in SQLite, and any INTEGER key numbers itself",
    normalize: record => {
      const { kind } = (record.generated ?? {}) as { kind?: string };
      return kind === "identity" ? { ...record, generated: null } : record;
    },
  },
  {
    because: "a constant is written as an expression where Django has no value for it",
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
  },
  {
    because: "names of indexes have 30 characters at most; the last two may be a number",
    normalize: record =>
      record.kind === "index" ? { ...record, name: String(record.name).slice(0, 28) } : record,
  },
  {
    because: "the database refuses or sets null; Django declares no other actions",
    normalize: (record, all) => {
      if (record.kind !== "foreignKey") return record;
      const { onDelete } = record;
      const isLost =
        onDelete === "restrict" || (onDelete === "set null" && !isNullable(all, record));
      return {
        ...record,
        name: null,
        onUpdate: "no action",
        onDelete: isLost ? "no action" : onDelete,
      };
    },
  },
  {
    because: "Django checks JSON, and names all checks and keys",
    normalize: record => {
      if (record.kind === "check") {
        const expression = String(record.expression);
        return /JSON_VALID/.test(expression) ? null : { ...record, name: null };
      }
      return record;
    },
  },
  {
    because: "Django writes SQL with other quotes and parentheses",
    normalize: record =>
      JSON.parse(
        JSON.stringify(record, (key, value) =>
          typeof value === "string" && (key === "text" || key === "where" || key === "expression")
            ? plainSql(value)
            : value,
        ),
      ) as NamedRecord,
  },
  quotedNames,
  relationNames,
  uniqueIndexesAsKeys("Django writes a unique index as a constraint"),
  primaryKeyNames("Django gives primary keys no names"),
];

/** Tables without a primary key have an additional column. */
const withKeys = (document: SchemaDocument): SchemaDocument => {
  const records = new Map(document.records);
  const newId = randomIds(Math.random);
  for (const { table, columns, primaryKey } of tableViews(document)) {
    if (primaryKey) continue;
    const names = columns.map(({ name }) => name);
    const column = newColumn(newId("column"), table.id, freeName("id", names));
    const key = {
      kind: "key",
      id: newId("key"),
      table: table.id,
      primary: true,
      name: null,
    } as const;
    records.set(column.id, column).set(key.id, { ...key, columns: [column.id] });
  }
  return { records };
};

proveModels({ exporter: django, library: "django", differences, expected: withKeys });
