import { describe, expect, test } from "vitest";
import {
  applyDiff,
  countedIds,
  placeTables,
  type SchemaDocument,
  type TableId,
  tableViews,
} from "../../../engine/index.ts";
import { draftDocument } from "../../../engine/testing/draft-document.ts";
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
    const picture = pictureOf(document, { tables: all, theme: "light" });
    for (const text of ["users", "orders", "user_id", "varchar(100)", "PK", "FK"]) {
      expect(picture).toContain(text);
    }
    expect(picture.match(/<path [^>]*stroke-width="1.4"/g)).toHaveLength(1);
    expect(picture).toMatch(/^<svg [^>]*viewBox="-32 -32 /);
  });

  test("names cannot break the document", () => {
    expect(pictureOf(document, { tables: all, theme: "light" })).toContain("&lt;title&gt;");
  });

  test("of a selection has only its tables and the relations between them", () => {
    const [first] = tableViews(document);
    if (first === undefined) throw new Error("no table");
    const picture = pictureOf(document, { tables: new Set([first.table.id]), theme: "light" });
    expect(picture.match(/<g transform/g)).toHaveLength(1);
    expect(picture).not.toContain('stroke-width="1.4"');
  });

  test("the dark picture has the colors of the dark theme", () => {
    expect(pictureOf(document, { tables: all, theme: "dark" })).toContain('fill="#1b1a18"');
  });
});
