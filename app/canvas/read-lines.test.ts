import { describe, expect, test } from "vitest";
import {
  applyDiff,
  countedIds,
  placeTables,
  type SchemaDocument,
  type TableId,
  tableNamed,
  tableViews,
} from "../../engine/index.ts";
import { draftDocument } from "../../engine/testing/draft-document.ts";
import { nothingSelected, type Point, selectForeignKey, selectTables } from "../state/index.ts";
import { createLineReader } from "./read-lines.ts";
import { createNodeReader } from "./read-nodes.ts";

/** The document with its tables in a row. */
const placed = (document: SchemaDocument): SchemaDocument => {
  const places = new Map(
    tableViews(document).map(({ table }, index) => [table.id, { x: index * 400, y: 0 }]),
  );
  return applyDiff(document, placeTables(document, { newId: countedIds(), places }).value);
};

const university = (): SchemaDocument =>
  draftDocument({
    tables: {
      students: { columns: ["id integer pk"] },
      courses: { columns: ["id integer pk"] },
      lonely: { columns: ["id integer pk"] },
      enrolments: {
        columns: ["student_id integer pk", "course_id integer pk"],
        foreignKeys: [
          { columns: ["student_id"], target: "students", targetColumns: ["id"] },
          { columns: ["course_id"], target: "courses", targetColumns: ["id"] },
        ],
      },
      exams: {
        columns: ["id integer pk", "student_id integer", "course_id integer"],
        foreignKeys: [
          {
            columns: ["student_id", "course_id"],
            target: "enrolments",
            targetColumns: ["student_id", "course_id"],
          },
        ],
      },
    },
  });

const idOf = (document: SchemaDocument, name: string): TableId => {
  const view = tableNamed(document, name);
  if (view === undefined) throw new Error(`no table ${name}`);
  return view.table.id;
};

const createReader = () => {
  const [readNodes, readLines] = [createNodeReader(), createLineReader()];
  return (
    document: SchemaDocument,
    selection = nothingSelected,
    moving: ReadonlyMap<TableId, Point> = new Map(),
  ) => {
    const state = { document, selection, highlight: null, moving };
    return readLines({ ...state, nodes: readNodes(state) });
  };
};

describe("the lines of a diagram", () => {
  const document = placed(university());

  test("a composite key is one line with a bracket at both ends", () => {
    const lines = createReader()(document);
    expect(lines).toHaveLength(3);
    const [composite] = lines.filter(line => line.label.includes("student_id, course_id"));
    expect(composite?.path.signs.match(/M\S+ \S+H/g)).toHaveLength(4);
  });

  test("the lines of a selected table are emphasized, and the others are faded", () => {
    const lines = createReader()(document, selectTables([idOf(document, "students")]));
    expect(lines.map(line => line.light)).toEqual(["near", "faded", "faded"]);
  });

  test("a selected relation fades the others", () => {
    const read = createReader();
    const [first] = read(document);
    if (first === undefined) throw new Error("no line");
    const lights = read(document, selectForeignKey(first.id)).map(line => line.light);
    expect(lights).toEqual(["near", "faded", "faded"]);
  });

  test("nothing is faded while the selection has no relations", () => {
    const read = createReader();
    expect(read(document).map(line => line.light)).toEqual(["plain", "plain", "plain"]);
    const lonely = selectTables([idOf(document, "lonely")]);
    expect(read(document, lonely).map(line => line.light)).toEqual(["plain", "plain", "plain"]);
  });

  test("lines of tables without a place are not drawn", () => {
    expect(createReader()(university())).toEqual([]);
  });

  test("a line keeps its identity while its cards stay, also during a drag", () => {
    const read = createReader();
    const before = read(document);
    const moving = new Map([[idOf(document, "students"), { x: 3000, y: 50 }]]);
    const during = read(document, nothingSelected, moving);
    expect(during.map((line, index) => line === before[index])).toEqual([false, true, true]);
  });
});
