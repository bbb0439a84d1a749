/** Readers of what people type take time in proportion to its length: a run of one character must not stop them. */
import { describe, expect, it } from "vitest";
import { documentOf } from "../testing/blog.ts";
import { Change } from "./change.ts";
import { parseColumnDefault } from "./column-default.ts";
import { parseColumnLine } from "./column-line/index.ts";
import { mentions, renameInText } from "./column-mentions.ts";
import { parseColumnType } from "./column-type.ts";
import { entityNameFor, foldedName, forwardNamesFor } from "./names.ts";
import { findProblems } from "./problems/index.ts";
import { type CheckId, emptyDocument, type SchemaDocument } from "./records.ts";

const LENGTH = 100_000;

const RUNS = [
  " ",
  "\t",
  "\n",
  "(",
  ")",
  "[",
  "]",
  "{",
  "'",
  '"',
  "`",
  "a",
  "A",
  "_",
  "0",
  ".",
  ",",
  "-",
  "->",
  "/*",
  "*/",
  "--",
  "=",
  "?",
  "'(",
  "a(",
  "a ",
  "a.",
  "as ",
  "::",
  "extract(",
  "collate ",
  "ä",
  "\\",
];

const boxes = documentOf({ box: ["width integer"] });

/** A design with this text as a check, and a default. */
const withCheck = (text: string): SchemaDocument => {
  const change = new Change(boxes);
  for (const record of boxes.records.values()) {
    if (record.kind === "table") {
      const id = "check:1" as CheckId;
      change.put({ kind: "check", id, table: record.id, name: null, expression: text });
    } else if (record.kind === "column") {
      change.put({ ...record, default: { kind: "expression", text } });
    }
  }
  return change.document;
};

const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  type: text => parseColumnType(text, emptyDocument),
  default: text => parseColumnDefault(text, { kind: "text" }),
  line: text => parseColumnLine(text, emptyDocument),
  mentions: text => mentions(text, "b"),
  renames: text => renameInText(text, "a", "b"),
  entity: entityNameFor,
  relation: text => forwardNamesFor([text], "b"),
  folded: foldedName,
  problems: text => findProblems(withCheck(text)),
};

describe.each(Object.keys(READERS))("the reader of %s", name => {
  it.each(RUNS)("reads a long run of %j", run => {
    const long = run.repeat(Math.ceil(LENGTH / run.length));
    const read = READERS[name];
    for (const text of [long, `varchar${long}-`, `a text = ${long}`, `${long}b`, `a -> ${long}x`]) {
      expect(() => read?.(text)).not.toThrow();
    }
  });
});

it("a long type is still read", () => {
  expect(parseColumnType(`varchar${" ".repeat(LENGTH)}(30)`, emptyDocument)).toEqual({
    kind: "varchar",
    length: 30,
  });
});
