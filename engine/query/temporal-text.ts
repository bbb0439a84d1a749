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

/** Without zeros at the end, two texts of one moment are equal. */
const withoutZeros = (text: string): string => {
  if (!text.includes(".")) return text;
  let end = text.length;
  while (text[end - 1] === "0") end -= 1;
  return text.slice(0, text[end - 1] === "." ? end - 1 : end);
};

export const dateText = (date: Date, kind: ColumnType["kind"] | undefined): string => {
  const text = withoutZeros(date.toISOString().replace("T", " ").slice(0, -1));
  if (kind === "date") return text.slice(0, 10);
  return kind === "time" ? text.slice(11) : text;
};

/** A date, optionally a time after `T` or a space, optionally a zone: ISO 8601, and what databases return. */
const MOMENT =
  /^(\d{4,}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d)?(\.\d+)?)? ?(Z|UTC|[-+]\d\d(?::?\d\d)?)?$/i;
const CLOCK = /^(\d\d:\d\d)(:\d\d)?(\.\d+)?$/;

/** An offset as JavaScript reads it. */
const zoneText = (zone: string): string => {
  if (/^(z|utc)$/i.test(zone)) return "Z";
  return `${zone.slice(0, 3)}:${zone.slice(3).replace(":", "") || "00"}`;
};

/** A date or time in its stored form; any other text is returned as it is. */
export const temporalText = (text: string, kind: Temporal): string => {
  if (kind === "time") {
    const [, minutes, seconds = ":00", fraction = ""] = CLOCK.exec(text) ?? [];
    return minutes === undefined ? text : minutes + seconds + withoutZeros(fraction);
  }
  const [, day, minutes = "00:00", seconds = ":00", fraction = "", zone] = MOMENT.exec(text) ?? [];
  if (!day) return text;
  const local = `${minutes}${seconds}`;
  const moment = zone ? new Date(`${day}T${local}${zoneText(zone)}`) : null;
  if (moment && Number.isNaN(moment.getTime())) return text;
  if (kind === "date") return moment ? dateText(moment, kind) : day;
  return (moment ? dateText(moment, kind) : `${day} ${local}`) + withoutZeros(fraction);
};
