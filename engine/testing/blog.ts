/** The blog of every ORM tutorial, as a document and as a database with rows. */
import { present } from "../base/index.ts";
import type { EmbeddedDriver } from "../drivers/index.ts";
import {
  addColumn,
  addTable,
  applyDiff,
  countedIds,
  emptyDocument,
  parseColumnLine,
  type SchemaDocument,
  tableNamed,
} from "../schema/index.ts";
import { openDatabase } from "./open-database.ts";

/** A document from the lines that a person would type. */
export const documentOf = (
  tables: Readonly<Record<string, readonly string[]>>,
  enums: Readonly<Record<string, readonly string[]>> = {},
): SchemaDocument => {
  const newId = countedIds();
  const records = Object.entries(enums).map(([name, values]) => {
    const id = newId("enum");
    return [id, { kind: "enum", id, name, values }] as const;
  });
  let document: SchemaDocument = { ...emptyDocument, records: new Map(records) };
  for (const name of Object.keys(tables)) {
    document = applyDiff(document, addTable(document, { newId, name, x: 0, y: 0 }).value);
  }
  for (const [name, lines] of Object.entries(tables)) {
    for (const line of lines) {
      const table = present(tableNamed(document, name), name).table.id;
      const draft = present(parseColumnLine(line, document).value, line);
      document = applyDiff(document, addColumn(document, { newId, table, draft }).value);
    }
  }
  return document;
};

export const blogDocument: SchemaDocument = documentOf({
  users: ["name varchar(100) not null"],
  posts: ["title varchar(200) not null", "author_id not null -> users.id"],
});

/** A database with three users; Maciej has two posts, Ada one, Linus none. */
export const openBlog = (): EmbeddedDriver => {
  const database = openDatabase();
  const statements = [
    "CREATE TABLE users (id INTEGER PRIMARY KEY, name varchar(100) NOT NULL)",
    "CREATE TABLE posts (id INTEGER PRIMARY KEY, title varchar(200), author_id INTEGER NOT NULL REFERENCES users (id))",
    "INSERT INTO users VALUES (1, 'Maciej'), (2, 'Ada'), (3, 'Linus')",
    "INSERT INTO posts VALUES (1, 'Hello', 1), (2, 'Joins', 1), (3, 'Notes', 2)",
  ];
  for (const statement of statements) database.query(statement);
  return database;
};
