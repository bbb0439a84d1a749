import { describe, expect, it } from "vitest";
import { documentOf } from "../../testing/blog.ts";
import { edited, freshIds, viewNamed } from "../../testing/edits.ts";
import { addedRecords, applyDiff } from "../diff.ts";
import { parseProjectFile, printProjectFile } from "../file/project-file.ts";
import { emptyDocument, type SchemaDocument } from "../records.ts";
import { recordsOf } from "../views.ts";
import {
  addArea,
  addNote,
  contentsOfArea,
  mergeDocument,
  moveArea,
  placeTables,
  removeAnnotations,
  updateArea,
  updateNote,
  updateTable,
} from "./index.ts";

const newId = freshIds();
const tables = documentOf({ inside: [], outside: [] });
const inside = viewNamed(tables, "inside").table.id;
const outside = viewNamed(tables, "outside").table.id;
const places = new Map([
  [inside, { x: 20, y: 30 }],
  [outside, { x: 80, y: 80 }],
]);
const sizes = new Map([inside, outside].map(id => [id, { width: 60, height: 40 }]));
const area = { newId, title: "People", x: 0, y: 0, width: 100, height: 100 };
const note = { newId, text: "Later", x: 10.4, y: 10, width: 20, height: 20 };

/** A large area with a table, a note and a small area; a second table is mostly outside. */
const canvas = (): SchemaDocument => {
  let document = edited(tables, placeTables(tables, { newId, places }));
  document = edited(document, addArea(document, area));
  document = edited(document, addArea(document, { ...area, title: "Few", width: 50, height: 50 }));
  return edited(document, addNote(document, { ...note, color: "yellow" }));
};

const at = (document: SchemaDocument) =>
  (["placement", "note", "area"] as const)
    .flatMap(kind => recordsOf(document, kind))
    .map(({ x, y }) => [x, y]);

describe("notes and areas", () => {
  it("are added in whole pixels, changed, and removed", () => {
    const before = canvas();
    const [{ id, color, x } = { id: "" as never, color: null, x: 0 }] = recordsOf(before, "note");
    expect([color, x]).toEqual(["yellow", 10]);
    const changed = edited(before, updateNote(before, { note: id, text: "Now", color: null }));
    expect(recordsOf(changed, "note")[0]).toMatchObject({ text: "Now", width: 20 });
    expect(recordsOf(changed, "note")[0]).not.toHaveProperty("color");
    const first = recordsOf(changed, "area")[0]?.id ?? ("" as never);
    const resized = edited(changed, updateArea(changed, { area: first, width: -5, color: "teal" }));
    expect(recordsOf(resized, "area")[0]).toMatchObject({ width: 0, color: "teal" });
    const none = edited(resized, removeAnnotations(resized, { annotations: [id, first] }));
    expect(recordsOf(none, "note")).toEqual([]);
    expect(recordsOf(none, "table")).toHaveLength(2);
  });

  it("an area moves what it contains, and nothing else", () => {
    const before = canvas();
    const { id } = recordsOf(before, "area")[0] ?? { id: "" as never };
    expect(contentsOfArea(before, id, sizes).map(({ kind }) => kind)).toEqual([
      "placement",
      "note",
      "area",
    ]);
    const after = edited(before, moveArea(before, { area: id, x: 5, y: -5, sizes }));
    const moved = at(before).map(([x = 0, y = 0]) => [x + 5, y - 5]);
    expect(at(after)).toEqual(moved.with(1, [80, 80]));
  });

  it("are stored, and colors with them", () => {
    const before = canvas();
    const document = edited(before, updateTable(before, { table: inside, color: "blue" }));
    const text = printProjectFile({ name: "", document, queries: [], rows: null });
    const { value, diagnostics } = parseProjectFile(text);
    expect(diagnostics).toEqual([]);
    expect(new Map([...value.document.records].sort())).toEqual(
      new Map([...document.records].sort()),
    );
    const none = edited(document, updateTable(document, { table: inside, color: null }));
    expect(none.records).toEqual(before.records);
  });

  it("are merged with the tables of another document", () => {
    const diff = mergeDocument(emptyDocument, { other: canvas() }).value;
    expect(addedRecords(diff, "note")).toHaveLength(1);
    expect(recordsOf(applyDiff(emptyDocument, diff), "area")).toHaveLength(2);
  });
});
