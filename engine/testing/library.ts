/** Every kind of relation: many-to-many, a tree, one-to-one, and a key of two columns. */
import { present } from "../base/index.ts";
import { createScript } from "../ddl/index.ts";
import type { EmbeddedDriver } from "../drivers/index.ts";
import {
  addForeignKey,
  applyDiff,
  columnNamed,
  countedIds,
  type SchemaDocument,
  setPrimaryKey,
  tableNamed,
} from "../schema/index.ts";
import { documentOf } from "./blog.ts";
import { openDatabase } from "./open-database.ts";

const newId = countedIds();

/** The table with these columns for its primary key. */
export const composite = (document: SchemaDocument, name: string, columns: readonly string[]) => {
  const view = present(tableNamed(document, name), name);
  const ids = columns.map(column => present(columnNamed(view, column), column).id);
  const edit = { newId, table: view.table.id, columns: ids };
  return applyDiff(document, setPrimaryKey(document, edit).value);
};

/** The table without a column. */
export const without = (
  document: SchemaDocument,
  table: string,
  column: string,
): SchemaDocument => {
  const records = new Map(document.records);
  records.delete(
    present(columnNamed(present(tableNamed(document, table), table), column), column).id,
  );
  return { records };
};

const library = (): SchemaDocument => {
  let document = documentOf({
    authors: ["name text not null"],
    profiles: ["bio text", "author_id integer unique -> authors.id"],
    categories: ["name text not null", "parent_id integer? -> categories.id"],
    books: [
      "title text not null",
      "author_id integer -> authors.id",
      "category_id integer? -> categories.id",
    ],
    tags: ["name text not null"],
    book_tags: ["book_id integer -> books.id", "tag_id integer -> tags.id"],
    editions: ["isbn text not null", "printing integer not null"],
    copies: ["isbn text", "printing integer", "shelf text"],
  });
  document = composite(document, "book_tags", ["book_id", "tag_id"]);
  document = without(document, "book_tags", "id");
  document = composite(document, "editions", ["isbn", "printing"]);
  document = without(document, "editions", "id");
  const [copies, editions] = ["copies", "editions"].map(name =>
    present(tableNamed(document, name), name),
  );
  if (!copies || !editions) throw new Error("tables are missing");
  const ids = (view: typeof copies) =>
    ["isbn", "printing"].map(name => present(columnNamed(view, name), name).id);
  const key = addForeignKey(document, {
    newId,
    table: copies.table.id,
    columns: ids(copies),
    target: editions.table.id,
    targetColumns: ids(editions),
  });
  return applyDiff(document, key.value);
};

export const libraryDocument: SchemaDocument = library();

export const openLibrary = (): EmbeddedDriver => {
  const driver = openDatabase();
  for (const { text } of createScript(libraryDocument, "sqlite").value) driver.query(text);
  for (const text of [
    "INSERT INTO authors VALUES (1, 'Ada'), (2, 'Grace')",
    "INSERT INTO profiles VALUES (1, 'Countess', 1)",
    "INSERT INTO categories VALUES (1, 'All', NULL), (2, 'Code', 1), (3, 'Poems', 1)",
    "INSERT INTO books VALUES (1, 'Notes', 1, 2), (2, 'Compilers', 2, 2), (3, 'Odes', 1, 3), (4, 'Stray', 2, NULL)",
    "INSERT INTO tags VALUES (1, 'old'), (2, 'new')",
    "INSERT INTO book_tags VALUES (1, 1), (1, 2), (2, 2)",
    "INSERT INTO editions VALUES ('a', 1), ('a', 2)",
    "INSERT INTO copies VALUES (1, 'a', 1, 'x'), (2, 'a', 2, 'y'), (3, 'a', 2, 'z'), (4, NULL, 2, 'w')",
  ]) {
    driver.query(text);
  }
  return driver;
};
