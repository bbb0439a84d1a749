/** SQL that users write, when the names in it are gone or it is not complete. */
import { describe, expect, it } from "vitest";
import { present } from "../../base/index.ts";
import { documentOf } from "../../testing/blog.ts";
import { Change } from "../change.ts";
import { parseColumnDefault } from "../column-default.ts";
import { parseColumnLine } from "../column-line/index.ts";
import { applyDiff, reverseDiff } from "../diff.ts";
import { removeColumns } from "../edits/index.ts";
import { countedIds } from "../ids.ts";
import { emptyDocument, type SchemaDocument } from "../records.ts";
import { columnNamed, tableNamed } from "../views.ts";
import { findProblems } from "./index.ts";

const PARTS = ["check", "index", "where", "formula", "default"] as const;
type Part = (typeof PARTS)[number];

const base = documentOf({ box: ["width integer", "height integer", "label text", "area integer"] });
const viewOf = (document: SchemaDocument) => present(tableNamed(document, "box"), "box");
const idOf = (document: SchemaDocument, name: string) =>
  present(columnNamed(viewOf(document), name), name).id;

/** The box with one piece of SQL. */
const withSql = (part: Part, sql: string): SchemaDocument => {
  const newId = countedIds();
  const change = new Change(base);
  const table = viewOf(base).table.id;
  const area = present(columnNamed(viewOf(base), "area"), "area");
  const index = { kind: "index", id: newId("index"), table, name: "i", unique: false } as const;
  switch (part) {
    case "check":
      change.put({ kind: "check", id: newId("check"), table, name: "fits", expression: sql });
      break;
    case "index":
      change.put({
        ...index,
        where: null,
        parts: [{ kind: "expression", text: sql, descending: false }],
      });
      break;
    case "where": {
      const parts = [{ kind: "column", column: area.id, descending: false }] as const;
      change.put({ ...index, where: sql, parts });
      break;
    }
    case "formula":
      change.put({ ...area, generated: { kind: "computed", text: sql, stored: false } });
      break;
    case "default":
      change.put({ ...area, default: { kind: "expression", text: sql } });
  }
  return change.document;
};

const problems = (document: SchemaDocument) =>
  findProblems(document).flatMap(({ code, message }) =>
    code === "unknown-name" || code === "invalid-sql" ? [message] : [],
  );

describe("user SQL with a name that is no column", () => {
  it.each(PARTS.filter(part => part !== "default"))("is a problem in a %s", part => {
    expect(problems(withSql(part, "depth * height > 5"))).toEqual([
      expect.stringContaining('uses "depth", which is not a column'),
    ]);
  });

  it.each([
    "width > 0x10 AND height < 1e3",
    "label GLOB '[depth]*' OR label = 'depth' -- depth\n",
    "CAST(width AS DOUBLE PRECISION) / 2 > 1.5e3",
    "lower(label) COLLATE NOCASE <> 'a'",
    "label::varchar(3) = 'x' AND box.width IS NOT NULL",
    "CASE WHEN width BETWEEN 1 AND 2 THEN TRUE ELSE FALSE END",
    "EXTRACT(year FROM CURRENT_DATE) > 2000",
    "x'00ff' IS NOT label /* depth */",
  ])("is none in %s", sql => {
    expect(problems(withSql("check", sql))).toEqual([]);
  });

  it.each([
    ["draft", "draft"],
    ["in progress", "progress"],
    ["lower(Width)", "Width"],
  ])("is a problem in the default %s, which cannot use columns", (sql, name) => {
    expect(problems(withSql("default", sql))).toEqual([
      `The default of "box.area" uses "${name}", which is neither a constant nor a function.`,
    ]);
  });

  it.each([
    "CURRENT_TIMESTAMP",
    "datetime('now')",
    "gen_random_uuid()",
    "x'ff'",
    "1e3",
    "-5 + 0x1F",
    "'a' || 'b'",
    "now() AT TIME ZONE 'utc'",
  ])("is none in the default %s", sql => expect(problems(withSql("default", sql))).toEqual([]));

  it.each(["(1", "1)", "'open", 'lower("a)', "", "1 -- one", "1 /* one", "1 /*/"])(
    "is incomplete: %j",
    sql => {
      expect(problems(withSql("formula", sql))).toEqual([
        expect.stringContaining("is not valid SQL"),
      ]);
    },
  );
});

describe("removing a column", () => {
  it.each(PARTS.filter(part => part !== "default"))(
    "removes the %s that mentions it, reports it, and undo restores it",
    part => {
      const document = withSql(part, "width * height > 5");
      const { value, diagnostics } = removeColumns(document, {
        columns: [idOf(document, "width")],
      });
      const without = applyDiff(document, value);
      expect(problems(without)).toEqual([]);
      expect(diagnostics.map(({ message }) => message)).toEqual([
        expect.stringContaining('uses "width", so'),
      ]);
      expect(applyDiff(without, reverseDiff(value))).toEqual(document);
    },
  );

  it("follows formulas over formulas", () => {
    const first = withSql("formula", "width * 2");
    const label = present(columnNamed(viewOf(first), "label"), "label");
    const generated = { kind: "computed", text: "area + 1", stored: true } as const;
    const document = new Change(first).put({ ...label, generated }).document;
    const { value, diagnostics } = removeColumns(document, { columns: [idOf(document, "width")] });
    expect(viewOf(applyDiff(document, value)).columns.map(({ name }) => name)).toEqual([
      "id",
      "height",
    ]);
    expect(diagnostics).toHaveLength(2);
  });

  it("keeps what mentions other columns", () => {
    const document = withSql("check", "height > 0 AND label <> 'width'");
    const { value, diagnostics } = removeColumns(document, { columns: [idOf(document, "width")] });
    expect(viewOf(applyDiff(document, value)).checks).toHaveLength(1);
    expect(diagnostics).toEqual([]);
  });
});

describe("a default without quotes", () => {
  it.each([
    ["varchar(20)", "draft", { kind: "value", value: "draft" }],
    ["text", "Entwurf", { kind: "value", value: "Entwurf" }],
    ["varchar", "1.0", { kind: "value", value: "1.0" }],
    ["text", "CURRENT_TIMESTAMP", { kind: "expression", text: "CURRENT_TIMESTAMP" }],
    ["text", "lower('A')", { kind: "expression", text: "lower('A')" }],
    ["text", "null", { kind: "value", value: null }],
    ["integer", "draft", { kind: "expression", text: "draft" }],
    ["integer", "5", { kind: "value", value: 5 }],
    ["boolean", "true", { kind: "value", value: true }],
  ] as const)("of a %s, %s", (type, text, expected) => {
    const draft = present(parseColumnLine(`state ${type} = ${text}`, emptyDocument).value, text);
    expect(draft.default).toEqual(expected);
    expect(parseColumnDefault(text, draft.type)).toEqual(expected);
  });
});
