import { describe, expect, it } from "vitest";
import { draftDocument } from "../../../engine/testing/draft-document.ts";
import { blogDocument } from "../../../engine/testing/sample-documents.ts";
import { compareTables } from "./made-tables.ts";

describe("the tables that a library created", () => {
  it("agree with the design that they are made from", () => {
    const tables = compareTables(blogDocument(), blogDocument());
    expect(tables).toEqual([
      { name: "users", columns: 2, foreignKeys: 0, indexes: 0, differences: [] },
      { name: "posts", columns: 3, foreignKeys: 1, indexes: 0, differences: [] },
    ]);
  });

  it("are compared by columns, keys and checks", () => {
    const design = draftDocument({
      tables: {
        users: { columns: ["id integer pk", "name text"] },
        posts: {
          columns: ["id integer pk", "user_id integer"],
          checks: [{ name: null, expression: "id > 0" }],
          foreignKeys: [{ columns: ["user_id"], target: "users", targetColumns: ["id"] }],
        },
        tags: { columns: ["id integer pk"] },
      },
    });
    const made = draftDocument({
      tables: {
        users: { columns: ["id integer pk", "age integer"] },
        posts: { columns: ["id integer", "user_id integer"] },
        migrations: { columns: ["id integer pk"] },
      },
    });
    expect(compareTables(design, made).map(({ name, differences }) => [name, differences])).toEqual(
      [
        ["users", ['It has no "name".', 'It has "age" in addition.']],
        [
          "posts",
          ["It has 0 of 1 foreign keys.", "It has 0 of 1 checks.", "It has no primary key."],
        ],
        ["tags", ["The models do not create this table."]],
        ["migrations", ["The design does not have this table."]],
      ],
    );
  });
});
