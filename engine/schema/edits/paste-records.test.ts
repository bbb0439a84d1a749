import { describe, expect, test } from "vitest";
import { draftDocument } from "../../testing/draft-document.ts";
import { codesOf, columnIds, edited, freshIds, viewNamed } from "../../testing/edits.ts";
import { referencesOf } from "../file/record-references.ts";
import { findProblems } from "../problems/index.ts";
import { emptyDocument, type SchemaDocument } from "../records.ts";
import { recordsOf, tableViews } from "../views.ts";
import { addEnum, addNote, pasteColumns, pasteRecords } from "./index.ts";

const lending = draftDocument({
  tables: {
    readers: { columns: ["id integer pk", "email text unique", "parent -> readers"] },
    books: {
      columns: ["id integer pk", "title text not null", "state enum(new, worn) = new"],
      indexes: [{ name: "by_title", parts: ["title desc"], where: "title <> ''" }],
    },
    loans: {
      columns: ["reader_id -> readers", "book_id -> books", "due date"],
      primaryKey: ["reader_id", "book_id"],
      unique: [["book_id", "due"]],
      checks: [{ name: "has_due", expression: "due is not null" }],
    },
  },
});

const distance = { x: 40, y: 40 };

const paste = (document: SchemaDocument, from: SchemaDocument, names: readonly string[]) =>
  pasteRecords(document, {
    newId: freshIds(),
    copied: { from, tables: names.map(name => viewNamed(from, name).table.id), annotations: [] },
    distance,
  });

const allNames = (document: SchemaDocument) => recordsOf(document, "table").map(({ name }) => name);

/** What a design is, by names: without ids and places. */
const described = (document: SchemaDocument) => {
  const nameOf = (id: unknown) => {
    const record = typeof id === "string" ? document.records.get(id) : undefined;
    return record && "name" in record ? record.name : id;
  };
  return [...document.records.values()]
    .filter(({ kind }) => kind !== "placement")
    .map(record => JSON.parse(JSON.stringify({ ...record, id: "" }, (_, value) => nameOf(value))))
    .map(record => JSON.stringify(record))
    .toSorted();
};

const expectWhole = (document: SchemaDocument) => {
  for (const record of document.records.values()) {
    for (const { id, kind } of referencesOf(record)) {
      expect(document.records.get(id)?.kind, `${record.kind} to ${kind}`).toBe(kind);
    }
  }
};

describe("copies of tables", () => {
  test("in an empty design are the same design", () => {
    const copy = edited(emptyDocument, paste(emptyDocument, lending, allNames(lending)));
    expect(described(copy)).toEqual(described(lending));
  });

  test("in the same design have free names and their relations among themselves", () => {
    const names = allNames(lending);
    const copy = edited(lending, paste(lending, lending, names));
    expectWhole(copy);
    expect(allNames(copy)).toHaveLength(names.length * 2);
    expect(new Set(allNames(copy)).size).toBe(names.length * 2);
    const faults = findProblems(copy).filter(({ severity }) => severity === "error");
    expect(faults).toEqual([]);
    for (const { table, foreignKeys } of tableViews(copy).slice(names.length)) {
      for (const { target } of foreignKeys) expect(target, table.name).toMatch(/-new$/);
    }
  });

  test("keep the relation to a table that is not copied", () => {
    const copy = edited(lending, paste(lending, lending, ["loans"]));
    expectWhole(copy);
    const [one, other] = [viewNamed(copy, "loans"), viewNamed(copy, "loans2")];
    expect(other.foreignKeys.map(({ target }) => target)).toEqual(
      one.foreignKeys.map(({ target }) => target),
    );
    expect(findProblems(copy).filter(({ severity }) => severity === "error")).toEqual([]);
  });

  test("in another design are related by name, or the relation is reported", () => {
    const other = draftDocument({ tables: { readers: { columns: ["id integer pk"] } } });
    const report = paste(other, lending, ["loans"]);
    const copy = edited(other, report);
    expectWhole(copy);
    expect(codesOf(report)).toEqual(["relation-left-out"]);
    const [key] = viewNamed(copy, "loans").foreignKeys;
    expect(key?.target).toBe(viewNamed(other, "readers").table.id);
  });

  test("use an enum with the same name and values again, and copy notes", () => {
    const newId = freshIds();
    const from = draftDocument({
      tables: { posts: { columns: ["id integer pk", "state enum(draft, live)"] } },
    });
    const [found] = recordsOf(from, "enum");
    const withNote = edited(
      from,
      addNote(from, { newId, text: "A", x: 1, y: 2, width: 100, height: 50 }),
    );
    const [note] = recordsOf(withNote, "note");
    const tables = [viewNamed(withNote, "posts").table.id];
    const copied = { from: withNote, tables, annotations: note ? [note.id] : [] };
    const name = found?.name ?? "state";
    const same = edited(
      emptyDocument,
      addEnum(emptyDocument, { newId, name, values: ["draft", "live"] }),
    );
    const copy = edited(same, pasteRecords(same, { newId, copied, distance }));
    expect(recordsOf(copy, "enum")).toHaveLength(1);
    expect(recordsOf(copy, "note")).toMatchObject([{ text: "A", x: 41, y: 42 }]);
    expectWhole(copy);
  });
});

test("copies of columns have free names and no keys", () => {
  const columns = columnIds(lending, "readers", "id", "email");
  const { table } = viewNamed(lending, "readers");
  const copy = edited(
    lending,
    pasteColumns(lending, {
      newId: freshIds(),
      from: lending,
      columns,
      table: table.id,
    }),
  );
  const names = viewNamed(copy, "readers").columns.map(({ name }) => name);
  expect(names.slice(-2)).toEqual(["id2", "email2"]);
  expect(findProblems(copy).filter(({ severity }) => severity === "error")).toEqual([]);
});
