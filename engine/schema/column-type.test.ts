import { describe, expect, it } from "vitest";
import { commonTypeNames, isKnownType, parseColumnType, printColumnType } from "./column-type.ts";
import { emptyDocument } from "./records.ts";

describe("a type as it is typed", () => {
  it.each(commonTypeNames)("%s is known, and printed as it was typed", name => {
    const type = parseColumnType(name, emptyDocument);
    expect(isKnownType(type)).toBe(true);
    expect(printColumnType(type, emptyDocument)).toBe(name);
  });

  it("may have words after its arguments", () => {
    const type = parseColumnType("timestamp(3) with time zone", emptyDocument);
    expect(type).toEqual({ kind: "datetime", zone: true });
  });

  it("is kept as written when it is unknown", () => {
    const type = parseColumnType("geometry(Point, 4326)", emptyDocument);
    expect(type).toEqual({ kind: "other", name: "geometry(Point, 4326)" });
  });
});
