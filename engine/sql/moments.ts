/** Which dates and times need a cast before PostgreSQL calculates with them. */
import type { DatePart, Temporal } from "./operators.ts";
import type { Expression } from "./tree.ts";

/** The types for calculations. A date becomes a timestamp. */
export const momentTypes: Readonly<Record<Temporal, "timestamp" | "time">> = {
  date: "timestamp",
  datetime: "timestamp",
  time: "time",
};

/** The type that a value is known to have in the database, without a cast; parameters are of any type. */
const knownType = (value: Expression): Temporal | null => {
  switch (value.kind) {
    case "column":
      return value.type ?? null;
    case "dateAdd":
    case "dateStart":
      return value.as;
    case "cast":
      return value.type === "date" || value.type === "datetime" ? value.type : null;
    default:
      return null;
  }
};

/** The operand of a calculation. */
export type Moment = {
  readonly of: Temporal;
  /** Whether a date is accepted, too. */
  readonly orDate?: boolean;
};

/** Whether a value is known to be such an operand. */
export const isMoment = (value: Expression, { of, orDate = false }: Moment): boolean => {
  const known = knownType(value);
  if (known === null || momentTypes[known] !== momentTypes[of]) return false;
  return orDate || known !== "date";
};

/** A date has no parts of a time. */
export const isPartOfDate = (part: DatePart): boolean =>
  part !== "hour" && part !== "minute" && part !== "second";
