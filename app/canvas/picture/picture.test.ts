import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  addArea,
  addNote,
  applyDiff,
  countedIds,
  placeTables,
  type SchemaDocument,
  type TableId,
  tableViews,
  updateTable,
} from "../../../engine/index.ts";
import { draftDocument } from "../../../engine/testing/draft-document.ts";
import { freshIds } from "../../../engine/testing/edits.ts";
import { pictureOf } from "./picture.ts";

const shop = (): SchemaDocument => {
  const document = draftDocument({
    tables: {
      users: { columns: ["id integer pk", "full_name_and_<title> varchar(100)"] },
      orders: {
        columns: ["id integer pk", "user_id integer"],
        foreignKeys: [{ columns: ["user_id"], target: "users", targetColumns: ["id"] }],
      },
    },
  });
  const places = new Map(
    tableViews(document).map(({ table }, index) => [table.id, { x: index * 500, y: 0 }]),
  );
  return applyDiff(document, placeTables(document, { newId: countedIds(), places }).value);
};

describe("a picture of the diagram", () => {
  const document = shop();
  const all: ReadonlySet<TableId> = new Set();

  test("has every table, column and relation as text and paths", () => {
    const picture = pictureOf(document, { tables: all, color: token => token });
    for (const text of ["users", "orders", "user_id", "varchar(100)", "PK", "FK"]) {
      expect(picture).toContain(text);
    }
    expect(picture.match(/<path [^>]*stroke-width="1.4"/g)).toHaveLength(1);
    expect(picture).toMatch(/^<svg [^>]*viewBox="-32 -32 /);
  });

  test("names cannot break the document", () => {
    expect(pictureOf(document, { tables: all, color: token => token })).toContain("&lt;title&gt;");
  });

  test("of a selection has only its tables and the relations between them", () => {
    const [first] = tableViews(document);
    if (first === undefined) throw new Error("no table");
    const picture = pictureOf(document, {
      tables: new Set([first.table.id]),
      color: token => token,
    });
    expect(picture.match(/<g transform/g)).toHaveLength(1);
    expect(picture).not.toContain('stroke-width="1.4"');
  });

  test("has notes, areas and colors, and no color that the theme lacks", () => {
    const newId = freshIds();
    const box = { x: 0, y: 300, width: 90, height: 80 };
    const [view] = tableViews(document);
    if (view === undefined) throw new Error("no table");
    let drawn = document;
    for (const { value } of [
      addArea(drawn, { newId, ...box, title: "Sales & more", color: "teal" }),
      addNote(drawn, { newId, ...box, text: "a long note\nof two lines" }),
      updateTable(drawn, { table: view.table.id, color: "red" }),
    ]) {
      drawn = applyDiff(drawn, value);
    }
    const tokens = new Set<string>();
    const picture = pictureOf(drawn, {
      tables: all,
      fonts: "@font-face{}",
      color: token => {
        tokens.add(token);
        return token;
      },
    });
    for (const text of ["Sales &amp; more", "a long", "of two", "--color-red-soft", "@font-face"]) {
      expect(picture).toContain(text);
    }
    const css = readFileSync(new URL("../../ui/theme/tokens.css", import.meta.url), "utf8");
    for (const token of tokens) expect(css).toContain(`${token}:`);
  });
});
