/** PostgreSQL: enums are types, comments are statements, identities follow the SQL standard. */
import { error } from "../../base/index.ts";
import { isUnique, recordsOf, tableView } from "../../schema/index.ts";
import { postgres } from "../../sql/index.ts";
import { type DdlDialect, noNames } from "../ddl-dialect.ts";
import { quoteText } from "./literals.ts";
import { postgresConstraintNames, postgresNamespaces, readName } from "./postgres-names.ts";

export const postgresDdl: DdlDialect = {
  sql: postgres,
  types: {
    integer: { 16: "SMALLINT", 32: "INTEGER", 64: "BIGINT" },
    float: { 32: "REAL", 64: "DOUBLE PRECISION" },
    decimal: "NUMERIC",
    anyDecimal: "NUMERIC",
    anyVarchar: "VARCHAR",
    datetime: "TIMESTAMP",
    zonedDatetime: "TIMESTAMP WITH TIME ZONE",
    text: "TEXT",
    boolean: "BOOLEAN",
    date: "DATE",
    time: "TIME",
    uuid: "UUID",
    json: "JSONB",
    blob: "BYTEA",
    other: name => (name === "" ? "TEXT" : name),
  },
  enums: "type",
  comments: "statement",
  laterKeys: "alter",
  partialIndexes: true,
  wrapsIndexExpressions: true,
  computedOnRead: false,
  collations: false,
  truth: value => (value ? "TRUE" : "FALSE"),
  quoteText,
  defaultExpression: text => text,
  literalNeedsParentheses: () => false,
  identity: strict => ` GENERATED ${strict ? "ALWAYS" : "BY DEFAULT"} AS IDENTITY`,
  keyBeforeIdentity: false,
  identityIsKey: false,
  identityType: null,
  namesColumnKeys: true,
  implicitNames: noNames,
  constraintNames: postgresConstraintNames,
  namespaces: postgresNamespaces,
  asOneName: readName,
  check: document =>
    recordsOf(document, "foreignKey")
      .filter(key => !isUnique(tableView(document, key.target), key.targetColumns))
      .map(key => {
        const message = `PostgreSQL rejects "${key.forward}": the columns it references are not a key.`;
        const hint = "Make them the primary key, or unique.";
        return error("target-not-unique", message, { record: key.id, hint });
      }),
};
