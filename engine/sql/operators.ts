/** The plain values within nodes: operators, units, types. */

/** A bound parameter: it is sent separately from the text. */
export type ParameterValue = string | number | bigint | boolean | Uint8Array | null;

/** The type of a parameter, where a database would infer another one from its context. */
export type ParameterType = "integer" | "bigint" | "decimal" | "boolean" | "json";

export type ComparisonOperator = "=" | "<>" | "<" | "<=" | ">" | ">=";
export type ArithmeticOperator = "+" | "-" | "*" | "/" | "%";
/** Whether a division truncates or keeps its fraction, regardless of the operand types. */
export type Division = "whole" | "fraction";
export type CompoundOperator = "UNION" | "UNION ALL" | "INTERSECT" | "EXCEPT";
export type JoinType = "inner" | "left";

/** The target of a cast; each dialect has its own type name for it. */
export type CastType = "integer" | "float" | "decimal" | "text" | "date" | "datetime";
export type DateUnit = "year" | "month" | "day" | "hour" | "minute" | "second";
/** What a date has a start of: weeks begin on Monday, as in ISO 8601. */
export type StartUnit = DateUnit | "week" | "quarter";
export type Temporal = "date" | "time" | "datetime";
/** A part of a date: a unit, or the day of the week, 0 for Sunday. */
export type DatePart = DateUnit | "weekday";
export type JsonStep = string | number;
/** The type of a value extracted from JSON. */
export type JsonValueType = "json" | "text" | "number";

/** One end of a window frame: rows before (negative) or after the current one, or all of them. */
export type FrameBound = number | "unbounded" | "current";
export type WindowFrame = {
  readonly unit: "rows" | "range" | "groups";
  readonly start: FrameBound;
  readonly end: FrameBound;
};
