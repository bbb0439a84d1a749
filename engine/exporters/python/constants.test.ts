import { expect, it } from "vitest";
import { type ColumnType, recordsOf } from "../../schema/index.ts";
import { draftDocument } from "../../testing/draft-document.ts";
import { type Constant, pythonConstant, sqlConstant } from "./index.ts";

const document = draftDocument({
  enums: { mood: ["happy", "it's sad"] },
  tables: { t: { columns: ["id integer pk"] } },
});
const mood = recordsOf(document, "enum")[0]?.id;

const inPython = (type: ColumnType, value: Constant) =>
  pythonConstant({ document, enumClass: () => "Mood" }, type, value);

it("has the form of its type in Python", () => {
  expect(inPython({ kind: "integer", bits: 32 }, "-7")).toBe("-7");
  expect(inPython({ kind: "float", bits: 64 }, 0.25)).toBe("0.25");
  expect(inPython({ kind: "boolean" }, 1)).toBe("True");
  expect(inPython({ kind: "text" }, "it's")).toBe('"it\'s"');
  if (mood) expect(inPython({ kind: "enum", enum: mood }, "it's sad")).toBe("Mood.it_s_sad");
});

it("is none where the database converts it, or the type has no literal", () => {
  expect(inPython({ kind: "integer", bits: 32 }, "1.5")).toBeNull();
  expect(inPython({ kind: "integer", bits: 32 }, "007")).toBeNull();
  expect(inPython({ kind: "boolean" }, "yes")).toBeNull();
  expect(inPython({ kind: "date" }, "2026-01-31")).toBeNull();
  if (mood) expect(inPython({ kind: "enum", enum: mood }, "angry")).toBeNull();
});

it("is quoted in SQL", () => {
  expect(["it's", 1.5, true].map(sqlConstant)).toEqual(["'it''s'", "1.5", "TRUE"]);
});
