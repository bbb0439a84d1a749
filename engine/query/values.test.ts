import { describe, expect, it } from "vitest";
import type { ColumnType } from "../schema/index.ts";
import { QueryError } from "./query-error.ts";
import { fromDatabase, toParameter } from "./values.ts";

describe("values", () => {
  it.each<readonly [string, ColumnType, unknown]>([
    ["a boolean", { kind: "boolean" }, true],
    ["JSON", { kind: "json" }, { a: [1, null, "x"] }],
    ["a JSON string", { kind: "json" }, "x"],
    ["bytes", { kind: "blob" }, new Uint8Array([1, 2])],
    ["null", { kind: "text" }, null],
  ])("are unchanged after a round trip: %s", (_, type, value) => {
    const stored = toParameter(value, type);
    const asRow = typeof stored === "boolean" ? Number(stored) : stored;
    expect(fromDatabase(asRow, type)).toEqual(value);
  });

  it("converts dates to sortable text of the column type", () => {
    const date = new Date(Date.UTC(2026, 0, 31, 12, 30));
    expect(toParameter(date)).toBe("2026-01-31 12:30:00");
    expect(toParameter(new Date(date.getTime() + 5))).toBe("2026-01-31 12:30:00.005");
    expect(toParameter(date, { kind: "date" })).toBe("2026-01-31");
    expect(toParameter(date, { kind: "time" })).toBe("12:30:00");
  });

  it.each<readonly [string, ColumnType["kind"], string]>([
    ["2026-01-31T12:30:00.000Z", "datetime", "2026-01-31 12:30:00"],
    ["2026-01-31T12:30:00.005Z", "datetime", "2026-01-31 12:30:00.005"],
    ["2026-01-31T12:30:00+02:00", "datetime", "2026-01-31 10:30:00"],
    ["2026-01-31T12:30", "datetime", "2026-01-31 12:30:00"],
    ["2026-01-31", "datetime", "2026-01-31 00:00:00"],
    ["2026-01-31 12:30:00", "datetime", "2026-01-31 12:30:00"],
    ["2026-01-31T23:30:00-02:00", "date", "2026-02-01"],
    ["2026-01-31", "date", "2026-01-31"],
    ["2026-01-31 12:30:00.120 +02", "datetime", "2026-01-31 10:30:00.12"],
    ["2026-01-31 12:30:00.123456 UTC", "datetime", "2026-01-31 12:30:00.123456"],
    ["12:30", "time", "12:30:00"],
    ["12:30:00.500000", "time", "12:30:00.5"],
  ])("that are texts of a moment have the form of their column: %s in %s", (text, kind, stored) => {
    expect(toParameter(text, { kind } as ColumnType)).toBe(stored);
  });

  it.each([undefined, Number.NaN, {}, [], () => 1, Symbol("x")])(
    "that no column holds are refused: %s",
    value => {
      expect(() => toParameter(value, { kind: "text" })).toThrow(QueryError);
    },
  );

  it("stores UUIDs without dashes, as the Python libraries do", () => {
    expect(toParameter("0f8fad5b-d9cb-469f-a165-70867728950e", { kind: "uuid" })).toBe(
      "0f8fad5bd9cb469fa16570867728950e",
    );
  });

  it("returns invalid JSON in a JSON column as text", () => {
    expect(fromDatabase("{oops", { kind: "json" })).toBe("{oops");
  });
});
