/** Parses and prints column types: `varchar(100)`, `decimal(10, 2)`, `timestamptz`. */
import { unreachable } from "../base/index.ts";
import type { ColumnType, Enum, SchemaDocument } from "./records.ts";
import { recordsOf, sameName } from "./views.ts";

/** A type in its parts: `timestamp(3) with time zone` is `timestamp with time zone` with one argument. */
type Shape = { readonly words: readonly string[]; readonly list: readonly string[] };

const wordsIn = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .split(/\s/)
    .filter(word => word !== "");

/** Null for what is no type with up to two numbers. */
const shapeOf = (text: string): Shape | null => {
  const open = text.indexOf("(");
  if (open < 0) return { words: wordsIn(text), list: [] };
  const close = text.indexOf(")", open);
  const list = text
    .slice(open + 1, close)
    .split(",")
    .map(item => item.trim());
  const isNumbers = list.length <= 2 && list.every(item => /^(\d+|max)$/i.test(item));
  if (close < 0 || !isNumbers) return null;
  return { words: wordsIn(`${text.slice(0, open)} ${text.slice(close + 1)}`), list };
};

/** Words of MySQL that do not change the kind of a number. */
const SIGNS = new Set(["unsigned", "signed", "zerofill"]);

type Arguments = { readonly first: number | null; readonly second: number | null };
type Reader = (given: Arguments) => ColumnType;

const fixed =
  (type: ColumnType): Reader =>
  () =>
    type;

const varchar: Reader = ({ first }) => ({ kind: "varchar", length: first });
const char: Reader = ({ first }) => ({ kind: "char", length: first ?? 1 });
const decimal: Reader = ({ first, second }) => ({
  kind: "decimal",
  precision: first,
  scale: first === null ? null : (second ?? 0),
});
const integer = (bits: 16 | 32 | 64) => fixed({ kind: "integer", bits });
const float = (bits: 32 | 64) => fixed({ kind: "float", bits });
const simple = (kind: "text" | "boolean" | "date" | "time" | "uuid" | "json" | "blob"): Reader =>
  fixed({ kind });
const datetime = (zone: boolean) => fixed({ kind: "datetime", zone });

/** Type names in lower case, from several databases. */
const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ["int", integer(32)],
  ["integer", integer(32)],
  ["int4", integer(32)],
  ["mediumint", integer(32)],
  ["big int", integer(64)],
  ["year", integer(16)],
  ["smallint", integer(16)],
  ["int2", integer(16)],
  ["tinyint", ({ first }) => (first === 1 ? { kind: "boolean" } : { kind: "integer", bits: 16 })],
  ["bigint", integer(64)],
  ["int8", integer(64)],
  ["decimal", decimal],
  ["numeric", decimal],
  ["dec", decimal],
  ["fixed", decimal],
  ["number", decimal],
  ["money", fixed({ kind: "decimal", precision: 19, scale: 4 })],
  ["real", float(32)],
  ["float4", float(32)],
  ["float", float(64)],
  ["float8", float(64)],
  ["double", float(64)],
  ["double precision", float(64)],
  ["varchar", varchar],
  ["string", varchar],
  ["nvarchar", varchar],
  ["varchar2", varchar],
  ["character varying", varchar],
  ["char varying", varchar],
  ["varying character", varchar],
  ["native character", varchar],
  ["national varchar", varchar],
  ["national character varying", varchar],
  ["char", char],
  ["nchar", char],
  ["character", char],
  ["national char", char],
  ["national character", char],
  ["text", simple("text")],
  ["tinytext", simple("text")],
  ["mediumtext", simple("text")],
  ["longtext", simple("text")],
  ["ntext", simple("text")],
  ["long varchar", simple("text")],
  ["character large object", simple("text")],
  ["clob", simple("text")],
  ["bool", simple("boolean")],
  ["boolean", simple("boolean")],
  ["bit", simple("boolean")],
  ["date", simple("date")],
  ["time", simple("time")],
  ["time without time zone", simple("time")],
  ["time with time zone", simple("time")],
  ["timetz", simple("time")],
  ["datetime", datetime(false)],
  ["datetime2", datetime(false)],
  ["timestamp", datetime(false)],
  ["timestamp without time zone", datetime(false)],
  ["timestamptz", datetime(true)],
  ["timestamp with time zone", datetime(true)],
  ["datetimeoffset", datetime(true)],
  ["uuid", simple("uuid")],
  ["uniqueidentifier", simple("uuid")],
  ["guid", simple("uuid")],
  ["json", simple("json")],
  ["jsonb", simple("json")],
  ["blob", simple("blob")],
  ["bytea", simple("blob")],
  ["binary", simple("blob")],
  ["varbinary", simple("blob")],
  ["tinyblob", simple("blob")],
  ["mediumblob", simple("blob")],
  ["longblob", simple("blob")],
  ["image", simple("blob")],
]);

/** The names of known types, in lower case. */
export const typeNames: readonly string[] = [...READERS.keys()];

/** Types of one database, which are kept as written. */
export const otherTypeNames: ReadonlySet<string> = new Set(
  `box cidr circle citext cube geography geometry hstore inet interval line linestring lseg ltree macaddr macaddr8
  multilinestring multipoint multipolygon name oid path pg_lsn point polygon set tsquery tsvector varbit vector xml
  int4range int8range numrange daterange tsrange tstzrange int4multirange datemultirange smallserial serial bigserial
  rowversion smalldatetime sql_variant hierarchyid any null numeric[] text[] integer[] uuid[]`.split(
    /\s+/,
  ),
);

const asNumber = (text: string | undefined): number | null => {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : null;
};

const enumNamed = (document: SchemaDocument, name: string): Enum | undefined =>
  recordsOf(document, "enum").find(candidate => sameName(candidate.name, name));

/** The range of an unsigned integer needs the next larger type. */
const unsigned = (type: ColumnType): ColumnType =>
  type.kind === "integer" ? { kind: "integer", bits: type.bits === 16 ? 32 : 64 } : type;

/** Parses a type. An unknown name is kept as written, with kind `other`. */
export const parseColumnType = (text: string, document: SchemaDocument): ColumnType => {
  const named = enumNamed(document, text.trim());
  if (named) return { kind: "enum", enum: named.id };
  const { words, list } = shapeOf(text) ?? { words: [], list: [] };
  const read = READERS.get(words.filter(word => !SIGNS.has(word)).join(" "));
  if (!read) return { kind: "other", name: text.trim() };
  const type = read({ first: asNumber(list[0]), second: asNumber(list[1]) });
  return words.includes("unsigned") ? unsigned(type) : type;
};

/** Whether a name is that of a known type, such as `integer`. */
export const isTypeName = (name: string): boolean => READERS.has(wordsIn(name).join(" "));

/** Whether the type is known, rather than only a name. */
export const isKnownType = (type: ColumnType): boolean => type.kind !== "other";

/** Prints the type, as shown on the canvas. */
export const printColumnType = (type: ColumnType, document: SchemaDocument): string => {
  switch (type.kind) {
    case "integer":
      return { 16: "smallint", 32: "integer", 64: "bigint" }[type.bits];
    case "float":
      return type.bits === 32 ? "real" : "double";
    case "decimal":
      return type.precision === null ? "decimal" : `decimal(${type.precision},${type.scale ?? 0})`;
    case "varchar":
      return type.length === null ? "varchar" : `varchar(${type.length})`;
    case "char":
      return `char(${type.length})`;
    case "datetime":
      return type.zone ? "timestamptz" : "datetime";
    case "enum":
      return enumName(document, type.enum);
    case "other":
      return type.name;
    case "text":
    case "boolean":
    case "date":
    case "time":
    case "uuid":
    case "json":
    case "blob":
      return type.kind;
    default:
      return unreachable(type);
  }
};

/** The type in a sentence: a column may have none. */
export const describeType = (type: ColumnType, document: SchemaDocument): string =>
  printColumnType(type, document) || "without a type";

const enumName = (document: SchemaDocument, id: Enum["id"]): string =>
  recordsOf(document, "enum").find(candidate => candidate.id === id)?.name ?? "enum";

/** Names for completion. */
export const commonTypeNames: readonly string[] = [
  "integer",
  "bigint",
  "smallint",
  "varchar(100)",
  "text",
  "boolean",
  "decimal(10,2)",
  "double",
  "date",
  "time",
  "datetime",
  "timestamptz",
  "uuid",
  "json",
  "blob",
];
