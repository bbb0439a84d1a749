import { describe, expect, test } from "vitest";
import { present, type Report } from "../../base/index.ts";
import { parseColumnLine } from "../column-line/index.ts";
import { applyDiff, type Diff } from "../diff.ts";
import {
  addColumn,
  addTable,
  relateTables,
  setPrimaryKey,
  updateForeignKey,
} from "../edits/index.ts";
import { countedIds } from "../ids.ts";
import { emptyDocument, type SchemaDocument } from "../records.ts";
import { columnNamed, tableNamed } from "../views.ts";
import { findProblems } from "./index.ts";

const newId = countedIds();
const done = (document: SchemaDocument, { value }: Report<Diff>) => applyDiff(document, value);

const table = (document: SchemaDocument, name: string) => {
  const view = tableNamed(document, name);
  if (!view) throw new Error(`no table ${name}`);
  return view;
};

const withColumn = (document: SchemaDocument, name: string, line: string) => {
  const draft = parseColumnLine(line, document).value;
  if (!draft) throw new Error(`cannot read ${line}`);
  const change = { newId, table: table(document, name).table.id, draft };
  return done(document, addColumn(document, change));
};

const blog = (line: string): SchemaDocument => {
  let document = done(emptyDocument, addTable(emptyDocument, { newId, name: "users", x: 0, y: 0 }));
  document = done(document, addTable(document, { newId, name: "posts", x: 0, y: 0 }));
  return withColumn(document, "posts", line);
};

const codes = (document: SchemaDocument) => findProblems(document).map(({ code }) => code);

describe("problems of a document", () => {
  test("a sound document has none", () => {
    expect(codes(blog("title text"))).toEqual([]);
  });

  test("a table without a primary key is doubtful", () => {
    const document = blog("title text");
    const { id } = table(document, "posts").table;
    expect(
      codes(done(document, setPrimaryKey(document, { newId, table: id, columns: [] }))),
    ).toEqual(["no-primary-key"]);
  });

  test("a foreign key has the type and the size of what it refers to", () => {
    expect(codes(blog("author_id bigint unique -> users"))).toEqual(["type-size"]);
    expect(codes(blog("author_id varchar(10) unique -> users"))).toEqual(["type-mismatch"]);
  });

  test("a default is a value of its type", () => {
    expect(codes(blog("pages integer = 'many'"))).toContain("default-type");
    expect(codes(blog("seen date = 'today'"))).toContain("default-type");
    for (const line of ["pages integer = '12'", "open boolean = 'yes'", "state text = 'many'"]) {
      expect(codes(blog(line))).not.toContain("default-type");
    }
  });

  test.each(['"" text', '" " integer', '"a\0b" text', "   "])("a column has a name: %j", line => {
    const { value, diagnostics } = parseColumnLine(line, emptyDocument);
    expect(value).toBeNull();
    expect(diagnostics.map(({ code }) => code)).toEqual(["missing-name"]);
  });

  test("a foreign key that is not indexed is worth a note", () => {
    const [found] = findProblems(blog("author_id -> users"));
    expect(found).toMatchObject({
      severity: "info",
      message: "posts.author_id has no index.",
    });
  });

  test("a foreign key refers to a key", () => {
    const document = withColumn(blog("email text"), "users", "email text");
    const posts = table(document, "posts");
    const users = table(document, "users");
    const related = relateTables(document, {
      newId,
      table: posts.table.id,
      columns: [present(columnNamed(posts, "email"), "email").id],
      target: users.table.id,
      targetColumns: [present(columnNamed(users, "email"), "email").id],
    });
    expect(codes(done(document, related))).toContain("not-a-key");
  });

  test("what must not be null cannot be set null", () => {
    const document = blog("author_id not null unique -> users");
    const [key] = table(document, "posts").foreignKeys;
    if (!key) throw new Error("no foreign key");
    const change = { foreignKey: key.id, changes: { onDelete: "set null" } } as const;
    expect(codes(done(document, updateForeignKey(document, change)))).toEqual(["cannot-set-null"]);
  });

  test("a relation and a column have different names", () => {
    const document = withColumn(blog("author_id unique -> users"), "posts", "author text");
    expect(findProblems(document)).toMatchObject([
      { severity: "error", code: "name-taken", hint: "Rename the relation." },
    ]);
  });
});
