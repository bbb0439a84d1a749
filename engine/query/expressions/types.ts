/** The types of values that functions give, whatever column they started from. */
import type { ColumnType } from "../../schema/index.ts";
import type { CastType } from "../../sql/index.ts";

export const BOOLEAN: ColumnType = { kind: "boolean" };
export const TEXT: ColumnType = { kind: "text" };
export const INTEGER: ColumnType = { kind: "integer", bits: 64 };
export const FLOAT: ColumnType = { kind: "float", bits: 64 };
export const DATE: ColumnType = { kind: "date" };
export const TIME: ColumnType = { kind: "time" };
export const DATETIME: ColumnType = { kind: "datetime", zone: false };
export const JSON_VALUE: ColumnType = { kind: "json" };

export const castTypes: Readonly<Record<CastType, ColumnType>> = {
  integer: INTEGER,
  float: FLOAT,
  decimal: { kind: "decimal", precision: null, scale: null },
  text: TEXT,
  date: DATE,
  datetime: DATETIME,
};

/** The least and the greatest of truth values have names of their own in PostgreSQL. */
const OF_TRUTHS: Readonly<Record<string, string>> = { min: "bool_and", max: "bool_or" };

/** What an aggregate is called where it is over values of this type. */
export const aggregateOf = (name: string, type: ColumnType | undefined): string =>
  (type?.kind === "boolean" && OF_TRUTHS[name]) || name;
