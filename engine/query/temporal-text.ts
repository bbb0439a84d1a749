/**
 * Dates and times as text, in the one form that databases store and that sorts by time: `2026-01-31 12:30:00`, in UTC,
 * with a fraction of a second if there is one. See docs/physical-form.md.
 */
import type { ColumnType } from "../schema/index.ts";
import type { Temporal } from "../sql/index.ts";

export const isTemporal = (kind: ColumnType["kind"]): kind is Temporal =>
  kind === "date" || kind === "time" || kind === "datetime";

const FORMS: Readonly<Record<Temporal, RegExp>> = {
  date: /^\d{4,}-\d\d-\d\d/,
  time: /^\d\d:\d\d/,
  datetime: /^\d{4,}-\d\d-\d\d/,
};

export const isTemporalText = (text: string, kind: Temporal): boolean => FORMS[kind].test(text);

export const dateText = (date: Date, kind: ColumnType["kind"] | undefined): string => {
  const text = date
    .toISOString()
    .replace("T", " ")
    .replace(/(\.000)?Z$/, "");
  if (kind === "date") return text.slice(0, 10);
  return kind === "time" ? text.slice(11) : text;
};

/** A date, optionally a time after `T` or a space, optionally a zone: ISO 8601, and what databases return. */
const MOMENT = /^(\d{4,}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d(?:\.\d+)?)?(Z|[-+]\d\d:?\d\d)?)?$/;

/** A date or time in its stored form; any other text is returned as it is. */
export const temporalText = (text: string, kind: Temporal): string => {
  const [, day, minutes, seconds = ":00", zone] = MOMENT.exec(text) ?? [];
  if (!day || kind === "time") return text;
  if (minutes && zone) return dateText(new Date(`${day}T${minutes}${seconds}${zone}`), kind);
  return kind === "date" ? day : `${day} ${minutes ?? "00:00"}${seconds.replace(/\.0+$/, "")}`;
};
