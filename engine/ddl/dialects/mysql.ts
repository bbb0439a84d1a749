/** MySQL 8: enums and comments are part of the column; long texts have no plain default and no plain index. */
import { type Diagnostic, error, warning } from "../../base/index.ts";
import {
  type Column,
  type ColumnId,
  columnOf,
  describeType,
  keyTypeDifference,
  type SchemaDocument,
  type TableView,
  tableView,
  tableViews,
} from "../../schema/index.ts";
import { mysql } from "../../sql/index.ts";
import type { DdlDialect } from "../ddl-dialect.ts";
import { quoteText } from "./literals.ts";
import { mysqlConstraintNames, mysqlImplicitNames, mysqlNamespaces } from "./mysql-names.ts";

const isLong = ({ type }: Column): boolean =>
  type.kind === "text" || type.kind === "blob" || type.kind === "json";

const keyed = (view: TableView): readonly ColumnId[] => [
  ...(view.primaryKey?.columns ?? []),
  ...view.uniqueKeys.flatMap(key => key.columns),
  ...view.foreignKeys.flatMap(key => key.columns),
  ...view.indexes.flatMap(index =>
    index.parts.flatMap(part => (part.kind === "column" ? [part.column] : [])),
  ),
];

const longKeys = (document: SchemaDocument, view: TableView): readonly Diagnostic[] =>
  [...new Set(keyed(view))]
    .map(id => columnOf(document, id))
    .filter(isLong)
    .map(column => {
      const message = `MySQL cannot index "${view.table.name}.${column.name}" without a prefix length, because its type is ${column.type.kind}.`;
      const hint = "Make it a varchar with a length.";
      return warning("long-key", message, { record: column.id, hint });
    });

/** InnoDB compares the types of both ends exactly, except for the lengths of texts. */
const unequalKeys = (document: SchemaDocument, view: TableView): readonly Diagnostic[] =>
  view.foreignKeys.flatMap(key =>
    key.columns.flatMap((id, index) => {
      const referenced = key.targetColumns[index];
      if (referenced === undefined) return [];
      const [from, to] = [columnOf(document, id), columnOf(document, referenced)];
      if (keyTypeDifference(from.type, to.type) === null) return [];
      const target = tableView(document, key.target).table.name;
      const types = [from, to].map(({ type }) => describeType(type, document));
      const message = `MySQL rejects "${key.forward}": "${view.table.name}.${from.name}" is ${types[0]}, but "${target}.${to.name}" is ${types[1]}.`;
      return [
        error("key-types-differ", message, { record: key.id, hint: "Give both the same type." }),
      ];
    }),
  );

const misplacedIdentities = (view: TableView): readonly Diagnostic[] => {
  const first = new Set(
    [view.primaryKey, ...view.uniqueKeys].flatMap(key => key?.columns.slice(0, 1) ?? []),
  );
  return view.columns
    .filter(column => column.generated?.kind === "identity" && !first.has(column.id))
    .map(column => {
      const message = `MySQL only generates values for "${view.table.name}.${column.name}" when it is the first column of a key.`;
      return warning("identity-without-key", message, { record: column.id });
    });
};

/** The types of a decimal without precision and a varchar without length. */
export const ANY_DECIMAL = { precision: 38, scale: 10 } as const;
export const ANY_VARCHAR = 255;

/** Milliseconds, as in a JavaScript Date; without a precision MySQL rounds to whole seconds. */
const FRACTION = "(3)";

/** As a default, CURRENT_TIMESTAMP needs the precision of its column; elsewhere it is an ordinary expression. */
const defaultExpression = (text: string, { type }: Column): string =>
  type.kind === "datetime" && /^current_timestamp$/i.test(text.trim())
    ? `CURRENT_TIMESTAMP${FRACTION}`
    : `(${text})`;

export const mysqlDdl: DdlDialect = {
  sql: mysql,
  types: {
    integer: { 16: "SMALLINT", 32: "INT", 64: "BIGINT" },
    float: { 32: "FLOAT", 64: "DOUBLE" },
    decimal: "DECIMAL",
    anyDecimal: `DECIMAL(${ANY_DECIMAL.precision}, ${ANY_DECIMAL.scale})`,
    anyVarchar: `VARCHAR(${ANY_VARCHAR})`,
    datetime: `DATETIME${FRACTION}`,
    zonedDatetime: `TIMESTAMP${FRACTION}`,
    // TEXT and BLOB are limited to 64 kB.
    text: "LONGTEXT",
    boolean: "BOOLEAN",
    date: "DATE",
    time: `TIME${FRACTION}`,
    uuid: "CHAR(36)",
    json: "JSON",
    blob: "LONGBLOB",
    other: name => (name === "" ? "LONGTEXT" : name),
  },
  enums: "inline",
  comments: "inline",
  laterKeys: "alter",
  partialIndexes: false,
  wrapsIndexExpressions: true,
  computedOnRead: true,
  collations: false,
  truth: value => (value ? "TRUE" : "FALSE"),
  quoteText: text => quoteText(text.replaceAll("\\", "\\\\")),
  defaultExpression,
  literalNeedsParentheses: isLong,
  identity: () => " AUTO_INCREMENT",
  keyBeforeIdentity: false,
  identityIsKey: false,
  identityType: null,
  namesColumnKeys: false,
  implicitNames: mysqlImplicitNames,
  constraintNames: mysqlConstraintNames,
  namespaces: mysqlNamespaces,
  asOneName: name => name.toLowerCase(),
  check: document =>
    tableViews(document).flatMap(view => [
      ...longKeys(document, view),
      ...misplacedIdentities(view),
      ...unequalKeys(document, view),
    ]),
};
