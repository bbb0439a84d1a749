import { describe, expect, test } from "vitest";
import {
  addColumn,
  addTable,
  applyDiff,
  type ColumnId,
  columnNamed,
  countedIds,
  emptyDocument,
  parseColumnLine,
  relateTables,
  type SchemaDocument,
  setPrimaryKey,
  type TableId,
  tableNamed,
} from "../../engine/index.ts";
import { relationFromDrop } from "./drop-relation.ts";

const newId = countedIds();

const blog = (): SchemaDocument => {
  let document = emptyDocument;
  for (const name of ["users", "posts"]) {
    document = applyDiff(document, addTable(document, { newId, name, x: 0, y: 0 }).value);
  }
  const draft = parseColumnLine("author_id integer", document).value;
  if (draft === null) throw new Error("the line was not read");
  const table = tableId(document, "posts");
  return applyDiff(document, addColumn(document, { newId, table, draft }).value);
};

const tableId = (document: SchemaDocument, name: string): TableId => {
  const view = tableNamed(document, name);
  if (view === undefined) throw new Error(`no table ${name}`);
  return view.table.id;
};

const columnId = (document: SchemaDocument, table: string, name: string): ColumnId => {
  const view = tableNamed(document, table);
  const column = view && columnNamed(view, name);
  if (column === undefined) throw new Error(`no column ${table}.${name}`);
  return column.id;
};

describe("a drag from column to table", () => {
  const document = blog();
  const users = tableId(document, "users");
  const posts = tableId(document, "posts");
  const userKey = columnId(document, "users", "id");
  const author = columnId(document, "posts", "author_id");

  test("from a plain column: that column refers to the table", () => {
    const ends = relationFromDrop(document, { from: author, table: users, column: null });
    expect(ends).toEqual({ table: posts, columns: [author], target: users, targetColumns: [] });
  });

  test("from a primary key: the other table gets a new foreign key column", () => {
    const ends = relationFromDrop(document, { from: userKey, table: posts, column: null });
    expect(ends).toEqual({ table: posts, columns: [], target: users, targetColumns: [userKey] });
    if (ends === null) throw new Error("no relation");
    const after = applyDiff(document, relateTables(document, { newId, ...ends }).value);
    const view = tableNamed(after, "posts");
    expect(view?.columns.map(column => column.name)).toEqual(["id", "author_id", "user_id"]);
  });

  test("between the same two columns the direction of the drag does not matter", () => {
    const forth = relationFromDrop(document, { from: author, table: users, column: userKey });
    const back = relationFromDrop(document, { from: userKey, table: posts, column: author });
    expect(forth).toEqual(back);
  });

  test("between two primary keys: the other table gets a new foreign key column", () => {
    const postKey = columnId(document, "posts", "id");
    const ends = relationFromDrop(document, { from: userKey, table: posts, column: postKey });
    expect(ends).toEqual({ table: posts, columns: [], target: users, targetColumns: [userKey] });
  });

  test("from a part of a composite key: the other table gets a column for each part", () => {
    const columns = [columnId(document, "posts", "id"), author];
    const { value } = setPrimaryKey(document, { newId, table: posts, columns });
    const composite = applyDiff(document, value);
    const [part] = columns;
    if (part === undefined) throw new Error("no column");
    const ends = relationFromDrop(composite, { from: part, table: users, column: null });
    expect(ends).toEqual({ table: users, columns: [], target: posts, targetColumns: [] });
    if (ends === null) throw new Error("no relation");
    const after = applyDiff(composite, relateTables(composite, { newId, ...ends }).value);
    const names = tableNamed(after, "users")?.columns.map(({ name }) => name);
    expect(names).toEqual(["id", "post_id", "post_author_id"]);
  });

  test("a drag that ends where it began means nothing", () => {
    expect(relationFromDrop(document, { from: author, table: posts, column: author })).toBeNull();
  });
});
