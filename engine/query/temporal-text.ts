/**
 * Dates and times as text. A moment has one form, which sorts in the order of time and equals what is stored:
 * `2026-01-31 12:30:00`, in UTC, with a fraction of a second where there is one. See docs/physical-form.md.
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

/** Whether a text is a date, a time, or both. */
export const isTemporalText = (text: string, kind: Temporal): boolean => FORMS[kind].test(text);

export const dateText = (date: Date, kind: ColumnType["kind"] | undefined): string => {
  const text = date
    .toISOString()
    .replace("T", " ")
    .replace(/(\.000)?Z$/, "");
  if (kind === "date") return text.slice(0, 10);
  return kind === "time" ? text.slice(11) : text;
};

/** A date, a time after `T` or a space, perhaps its zone: ISO 8601, and what databases write. */
const MOMENT = /^(\d{4,}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d(?:\.\d+)?)?(Z|[-+]\d\d:?\d\d)?)?$/;

/** What a person wrote, in the one form that it has; anything else stays as it is. */
export const temporalText = (text: string, kind: Temporal): string => {
  const [, day, minutes, seconds = ":00", zone] = MOMENT.exec(text) ?? [];
  if (!day || kind === "time") return text;
  if (minutes && zone) return dateText(new Date(`${day}T${minutes}${seconds}${zone}`), kind);
  return kind === "date" ? day : `${day} ${minutes ?? "00:00"}${seconds.replace(/\.0+$/, "")}`;
};
