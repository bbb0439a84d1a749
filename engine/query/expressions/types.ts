/** The types of the results of functions. */
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

/** PostgreSQL has other names for the minimum and maximum of booleans. */
const OF_BOOLEANS: Readonly<Record<string, string>> = { min: "bool_and", max: "bool_or" };

/** The name of an aggregate over values of this type. */
export const aggregateOf = (name: string, type: ColumnType | undefined): string =>
  (type?.kind === "boolean" && OF_BOOLEANS[name]) || name;
