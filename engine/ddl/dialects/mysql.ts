/** MySQL 8: enums and comments stand in the column, long texts take no plain default and no plain index. */
import { type Diagnostic, warning } from "../../base/index.ts";
import {
  type Column,
  type ColumnId,
  columnOf,
  type SchemaDocument,
  type TableView,
  tableViews,
} from "../../schema/index.ts";
import { mysql } from "../../sql/index.ts";
import type { DdlDialect } from "../ddl-dialect.ts";
import { quoteText } from "./literals.ts";
import { mysqlConstraintNames, mysqlNamespaces, mysqlSaidNames } from "./mysql-names.ts";

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
      const message = `MySQL indexes "${view.table.name}.${column.name}" only with a length, as it is ${column.type.kind}.`;
      const hint = "Make it a varchar with a length.";
      return warning("long-key", message, { record: column.id, hint });
    });

const misplacedIdentities = (view: TableView): readonly Diagnostic[] => {
  const first = new Set(
    [view.primaryKey, ...view.uniqueKeys].flatMap(key => key?.columns.slice(0, 1) ?? []),
  );
  return view.columns
    .filter(column => column.generated?.kind === "identity" && !first.has(column.id))
    .map(column => {
      const message = `MySQL numbers "${view.table.name}.${column.name}" only when it is the first column of a key.`;
      return warning("identity-without-key", message, { record: column.id });
    });
};

/** What a decimal and a varchar are that do not say how long they are. */
export const ANY_DECIMAL = { precision: 38, scale: 10 } as const;
export const ANY_VARCHAR = 255;

/** As many digits of a second as a Date has; without them MySQL rounds to whole ones. */
const FRACTION = "(3)";

/** The present moment must have the fraction that its column has; anywhere else it is an expression like others. */
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
    // As long as elsewhere: TEXT and BLOB end at 64 kB.
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
  truth: value => (value ? "TRUE" : "FALSE"),
  quoteText: text => quoteText(text.replaceAll("\\", "\\\\")),
  defaultExpression,
  literalNeedsParentheses: isLong,
  identity: () => " AUTO_INCREMENT",
  keyBeforeIdentity: false,
  identityIsKey: false,
  identityType: null,
  namesColumnKeys: false,
  saidNames: mysqlSaidNames,
  constraintNames: mysqlConstraintNames,
  namespaces: mysqlNamespaces,
  asOneName: name => name.toLowerCase(),
  check: document =>
    tableViews(document).flatMap(view => [
      ...longKeys(document, view),
      ...misplacedIdentities(view),
    ]),
};
