import fc from "fast-check";
import { expect, test } from "vitest";
import {
  addArea,
  addedRecords,
  addNote,
  addTable,
  applyDiff,
  countedIds,
  type Diff,
  emptyDocument,
  type Report,
  recordOf,
  recordsOf,
  reverseDiff,
  type SchemaDocument,
  type TableSizes,
} from "../../engine/index.ts";
import { moveNodes, resizeNode, withContents } from "./moves.ts";

const newId = countedIds();
const SIZE = { width: 100, height: 60 };

const edited = (document: SchemaDocument, edit: (before: SchemaDocument) => Report<Diff>) =>
  applyDiff(document, edit(document).value);

/** A table in an area, a note in it, and a table outside of it. */
const drawing = () => {
  let document = emptyDocument;
  for (const [name, x] of [
    ["inside", 50],
    ["outside", 900],
  ] as const) {
    document = edited(document, before => addTable(before, { newId, name, x, y: 50 }));
  }
  document = edited(document, before =>
    addNote(before, { newId, text: "", x: 60, y: 200, width: 80, height: 40 }),
  );
  document = edited(document, before =>
    addArea(before, { newId, title: "Area", x: 0, y: 0, width: 400, height: 300 }),
  );
  const sizes: TableSizes = new Map(recordsOf(document, "table").map(({ id }) => [id, SIZE]));
  const [area] = recordsOf(document, "area");
  const [note] = recordsOf(document, "note");
  if (!area || !note) throw new Error("the drawing is incomplete");
  return { document, sizes, area, note };
};

const placesOf = (document: SchemaDocument) =>
  recordsOf(document, "placement").map(({ table, x, y }) => [
    recordOf(document, "table", table).name,
    x,
    y,
  ]);

test("an area moves the tables and notes in it, and undo moves them back", () => {
  const { document, sizes, area, note } = drawing();
  fc.assert(
    fc.property(
      fc.integer({ min: -2000, max: 2000 }),
      fc.integer({ min: -2000, max: 2000 }),
      (x, y) => {
        const places = new Map([[area.id, { x, y }]]);
        const { value } = moveNodes(document, { newId, places, sizes });
        const moved = applyDiff(document, value);
        expect(placesOf(moved)).toEqual([
          ["inside", 50 + x, 50 + y],
          ["outside", 900, 50],
        ]);
        expect(recordOf(moved, "note", note.id)).toMatchObject({ x: 60 + x, y: 200 + y });
        expect(applyDiff(moved, reverseDiff(value))).toEqual(document);
      },
    ),
  );
});

test("during a drag, the contents of an area have the places that the drop gives them", () => {
  const { document, sizes, area } = drawing();
  const places = new Map([[area.id, { x: 70, y: -20 }]]);
  const shown = withContents(document, places, sizes);
  const moved = applyDiff(document, moveNodes(document, { newId, places, sizes }).value);
  for (const { table, x, y } of recordsOf(moved, "placement")) {
    const place = shown.get(table);
    if (place) expect(place).toEqual({ x, y });
  }
  expect(shown.size).toBe(3);
});

test("a note is resized, and what is no annotation is not", () => {
  const { document, note } = drawing();
  const bounds = { x: 1, y: 2, width: 300, height: 90 };
  const resized = applyDiff(document, resizeNode(document, note.id, bounds).value);
  expect(recordOf(resized, "note", note.id)).toMatchObject(bounds);
  const [table] = recordsOf(document, "table");
  expect(addedRecords(resizeNode(document, table?.id ?? "", bounds).value, "area")).toEqual([]);
});
