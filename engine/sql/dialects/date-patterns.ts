/** Patterns of `strftime` for the start of a unit. */
import type { StartUnit, Temporal } from "../operators.ts";

const DATES: Readonly<Partial<Record<StartUnit, string>>> = {
  year: "%Y-01-01",
  quarter: "%Y-%m-01",
  month: "%Y-%m-01",
};
const TIMES: Readonly<Partial<Record<StartUnit, string>>> = {
  hour: "%H:00:00",
  minute: "%H:%M:00",
  second: "%H:%M:%S",
};

/** The pattern for the start of a unit, in the form of the result type. */
export const startPattern = (unit: StartUnit, as: Temporal): string => {
  const date = DATES[unit] ?? "%Y-%m-%d";
  const time = TIMES[unit] ?? "00:00:00";
  return { date, time, datetime: `${date} ${time}` }[as];
};
