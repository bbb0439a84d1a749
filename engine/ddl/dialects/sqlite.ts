/** SQLite: types are names with an affinity, enums are checks, an INTEGER key is the rowid. */
import { sqlite } from "../../sql/index.ts";
import { type DdlDialect, noNames } from "../ddl-dialect.ts";
import { isCurrentMoment, quoteText } from "./literals.ts";

/** A type name that SQLite parses without quotes. */
const TYPE_NAME = /^[a-z_][\w ]*(\(\s*[+-]?\d+\s*(,\s*[+-]?\d+\s*)?\))?$/i;

/** Whether SQLite reads the type without quotes. */
const isPlainType = (name: string): boolean =>
  TYPE_NAME.test(name) &&
  (name.match(/[a-z_]\w*/gi) ?? []).every(
    word => !sqlite.identifiers.reserved.has(word.toUpperCase()),
  );

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
    // 32 hexadecimal digits, as Python's libraries store them; a type named UUID has numeric affinity.
    uuid: "CHAR(32)",
    json: "JSON",
    blob: "BLOB",
    other: name => (name === "" || isPlainType(name) ? name : `"${name.replaceAll('"', '""')}"`),
  },
  enums: "check",
  comments: "none",
  laterKeys: "inline",
  partialIndexes: true,
  wrapsIndexExpressions: false,
  computedOnRead: true,
  collations: true,
  truth: value => (value ? "1" : "0"),
  quoteText,
  defaultExpression: text => (isCurrentMoment(text) ? text : `(${text})`),
  literalNeedsParentheses: () => false,
  identity: strict => (strict ? " AUTOINCREMENT" : ""),
  keyBeforeIdentity: true,
  identityIsKey: true,
  identityType: "INTEGER",
  namesColumnKeys: true,
  // SQLite has no statement that changes a constraint by name.
  implicitNames: noNames,
  constraintNames: () => new Map(),
  // Only tables and indexes have names; an index whose name is taken is renamed.
  namespaces: () => [],
  asOneName: name => name,
  check: () => [],
};
