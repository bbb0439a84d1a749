/** Parameters and stored rows get the same form, so that a value is found by any text that denotes it. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { present } from "../base/index.ts";
import { inStoredForm, storedForm } from "../ddl/index.ts";
import { openDatabase } from "../testing/open-database.ts";
import { temporalText } from "./temporal-text.ts";

const database = openDatabase();

const stored = (text: string, kind: "datetime" | "time"): unknown => {
  const type = kind === "time" ? { kind } : ({ kind, zone: false } as const);
  const form = present(storedForm(type), kind);
  return database.query(`SELECT ${inStoredForm(form, "v")} FROM (SELECT ? AS v)`, [text])
    .rows[0]?.[0];
};

const clock = fc
  .tuple(
    fc.integer({ min: 0, max: 23 }),
    fc.integer({ min: 0, max: 59 }),
    fc.constantFrom("", ":07", ":07.5", ":59.120000", ":00.000", ":30.123456"),
  )
  .map(
    ([hour, minute, rest]) =>
      `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}${rest}`,
  );
const day = fc
  .integer({ min: -200_000, max: 200_000 })
  .map(days => new Date(days * 86_400_000).toISOString())
  .filter(text => /^\d{4}-/.test(text))
  .map(text => text.slice(0, 10));
const zone = fc.constantFrom("", "Z", " UTC", "+00:00", " +02:00", "-0530", "+09");

it("moments have the form of stored rows", () => {
  const moment = fc
    .tuple(day, fc.constantFrom("T", " "), clock, zone)
    .map(([date, separator, time, offset]) => date + separator + time + offset);
  fc.assert(
    fc.property(fc.oneof(moment, day), text => {
      expect(temporalText(text, "datetime")).toBe(stored(text, "datetime"));
    }),
  );
});

it("times have the form of stored rows", () => {
  fc.assert(
    fc.property(clock, text => {
      expect(temporalText(text, "time")).toBe(stored(text, "time"));
    }),
  );
});
