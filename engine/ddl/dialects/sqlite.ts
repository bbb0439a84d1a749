/** SQLite: types are names with an affinity, enums are checks, an INTEGER key numbers itself. */
import { sqlite } from "../../sql/index.ts";
import { type DdlDialect, noNames } from "../ddl-dialect.ts";
import { isCurrentMoment, quoteText } from "./literals.ts";

/** What SQLite reads as the name of a type without quotes. */
const TYPE_NAME = /^[a-z_][\w ]*(\(\s*[+-]?\d+\s*(,\s*[+-]?\d+\s*)?\))?$/i;

export const sqliteDdl: DdlDialect = {
  sql: sqlite,
  types: {
    integer: { 16: "SMALLINT", 32: "INTEGER", 64: "BIGINT" },
    float: { 32: "REAL", 64: "DOUBLE" },
    decimal: "DECIMAL",
    anyDecimal: "DECIMAL",
    anyVarchar: "VARCHAR",
    datetime: "DATETIME",
    zonedDatetime: "TIMESTAMP WITH TIME ZONE",
    text: "TEXT",
    boolean: "BOOLEAN",
    date: "DATE",
    time: "TIME",
    // 32 hexadecimal digits, as Python's libraries keep it; a type called UUID would turn some into numbers.
    uuid: "CHAR(32)",
    json: "JSON",
    blob: "BLOB",
    other: name => (name === "" || TYPE_NAME.test(name) ? name : `"${name.replaceAll('"', '""')}"`),
  },
  enums: "check",
  comments: "none",
  laterKeys: "inline",
  partialIndexes: true,
  wrapsIndexExpressions: false,
  computedOnRead: true,
  truth: value => (value ? "1" : "0"),
  quoteText,
  defaultExpression: text => (isCurrentMoment(text) ? text : `(${text})`),
  literalNeedsParentheses: () => false,
  identity: strict => (strict ? " AUTOINCREMENT" : ""),
  keyBeforeIdentity: true,
  identityIsKey: true,
  identityType: "INTEGER",
  namesColumnKeys: true,
  // SQLite changes no constraint by its name.
  saidNames: noNames,
  constraintNames: () => new Map(),
  // Tables and indexes alone; an index gets another name where its own is taken.
  namespaces: () => [],
  asOneName: name => name,
  check: () => [],
};
