/** One line for each column of a table. */
import { info, warning } from "../base/index.ts";
import type { Column, ColumnDefault, TableView } from "../schema/index.ts";
import { collationWords } from "./collations.ts";
import { printType } from "./column-types.ts";
import type { Drafting } from "./ddl-dialect.ts";
import { constraintName, named } from "./names.ts";
import { userSql } from "./user-sql.ts";

/** Some databases store a boolean as 0 or 1, so the column's type decides how a default is written. */
const isTruth = (column: Column, value: string | number | boolean): value is number | boolean =>
  typeof value === "boolean" || (column.type.kind === "boolean" && typeof value === "number");

const printValue = (
  { dialect }: Drafting,
  column: Column,
  value: string | number | boolean | null,
): string => {
  if (value === null) return "NULL";
  if (isTruth(column, value)) return dialect.truth(Boolean(value));
  return typeof value === "number" ? String(value) : dialect.quoteText(value);
};

/** The default as it follows the word DEFAULT. */
export const printDefault = (drafting: Drafting, column: Column, value: ColumnDefault): string => {
  if (value.kind === "expression") return drafting.dialect.defaultExpression(value.text, column);
  const text = printValue(drafting, column, value.value);
  return drafting.dialect.literalNeedsParentheses(column) && value.value !== null
    ? `(${text})`
    : text;
};

const computedWords = (drafting: Drafting, view: TableView, column: Column): string => {
  if (column.generated?.kind !== "computed") return "";
  const { stored } = column.generated;
  const text = userSql(drafting, view, column.generated.text);
  const { computedOnRead, sql } = drafting.dialect;
  if (!stored && !computedOnRead) {
    const message = `${sql.label} only has stored computed columns, so "${column.name}" is stored.`;
    drafting.addDiagnostic(info("computed-stored", message, { record: column.id }));
  }
  const manner = stored || !computedOnRead ? "STORED" : "VIRTUAL";
  return ` GENERATED ALWAYS AS (${text}) ${manner}`;
};

/** Whether the column alone is the primary key. */
export const isSoleKey = (view: TableView, column: Column): boolean =>
  view.primaryKey?.columns.length === 1 && view.primaryKey.columns[0] === column.id;

const isIdentity = (drafting: Drafting, view: TableView, column: Column): boolean => {
  if (column.generated?.kind !== "identity") return false;
  if (!drafting.dialect.identityIsKey || isSoleKey(view, column)) return true;
  const message = `${drafting.dialect.sql.label} only generates values for a primary key of one column; "${column.name}" is a plain column there.`;
  drafting.addDiagnostic(warning("identity-lost", message, { record: column.id }));
  return false;
};

const primaryKeyWords = (drafting: Drafting, view: TableView, column: Column): string => {
  if (!isSoleKey(view, column)) return "";
  const name = drafting.dialect.namesColumnKeys ? (view.primaryKey?.name ?? null) : null;
  return ` ${constraintName(drafting, name)}PRIMARY KEY`;
};

/** In SQLite a column declared INTEGER PRIMARY KEY is always an alias of the rowid; INT is not. */
const keyTypeOf = (drafting: Drafting, view: TableView, column: Column, type: string): string =>
  drafting.dialect.identityType === type && isSoleKey(view, column) ? "INT" : type;

const commentWords = ({ dialect }: Drafting, column: Column): string =>
  dialect.comments === "inline" && column.comment !== ""
    ? ` COMMENT ${dialect.quoteText(column.comment)}`
    : "";

/** The definition of a column, as one line of CREATE TABLE. */
export const columnLine = (drafting: Drafting, view: TableView, column: Column): string => {
  const { dialect } = drafting;
  const name = named(drafting, column.name);
  const type = printType(drafting, column);
  const comment = commentWords(drafting, column);
  const key = primaryKeyWords(drafting, view, column);
  if (isIdentity(drafting, view, column)) {
    const strict = column.generated?.kind === "identity" && column.generated.strict;
    const words = dialect.identity(strict);
    const ordered = dialect.keyBeforeIdentity ? key + words : words + key;
    return `${name} ${dialect.identityType ?? type}${ordered}${comment}`;
  }
  const parts = [
    name,
    type === "" ? "" : ` ${keyTypeOf(drafting, view, column, type)}`,
    collationWords(drafting, column.collation, { record: column.id, name: column.name }),
    computedWords(drafting, view, column),
    column.nullable ? "" : " NOT NULL",
    column.default && !column.generated
      ? ` DEFAULT ${printDefault(drafting, column, column.default)}`
      : "",
    key,
    comment,
  ];
  return parts.join("");
};
