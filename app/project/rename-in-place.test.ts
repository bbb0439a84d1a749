import { describe, expect, it } from "vitest";
import {
  absorb,
  applyDiff,
  type EmbeddedDriver,
  materialize,
  recordsOf,
  renameInPlace,
  renameTable,
  type SchemaDocument,
  sqliteSql,
  updateColumn,
} from "../../engine/index.ts";
import { importTools } from "../../engine/testing/import-tools.ts";
import { openDatabase } from "../../engine/testing/open-database.ts";

const SQL = `
CREATE TABLE users (id INTEGER PRIMARY KEY, name VARCHAR(40) NOT NULL UNIQUE, size INTEGER CHECK (size > 0));
CREATE TABLE posts (
  id INTEGER PRIMARY KEY, author_id INTEGER NOT NULL REFERENCES users (id), title TEXT,
  length INTEGER GENERATED ALWAYS AS (length(title)) VIRTUAL
);
CREATE INDEX posts_title ON posts (title DESC) WHERE title <> '';
INSERT INTO users VALUES (1, 'Ada', 3), (2, 'Grace', 4);
INSERT INTO posts (author_id, title) VALUES (1, 'Notes'), (2, 'Moth');
`;

const imported = async () => {
  const source = { name: null, bytes: null, text: SQL };
  const { document, database } = (await sqliteSql.import(source, importTools())).value;
  const store = openDatabase();
  if (database) absorb(document, database, store);
  const target = openDatabase();
  materialize(document, store, target);
  return { document, store, target };
};

const rename = (document: SchemaDocument, from: string, to: string): SchemaDocument => {
  const [table = "", column] = from.split(".");
  const owner = recordsOf(document, "table").find(({ name }) => name === table);
  if (!owner) throw new Error(`no table ${table}`);
  if (column === undefined) {
    return applyDiff(document, renameTable(document, { table: owner.id, name: to }).value);
  }
  const found = recordsOf(document, "column").find(
    each => each.table === owner.id && each.name === column,
  );
  if (!found) throw new Error(`no column ${from}`);
  return applyDiff(
    document,
    updateColumn(document, { column: found.id, changes: { name: to } }).value,
  );
};

/** All rows, and how the database describes its tables. */
const contentOf = (database: EmbeddedDriver) => {
  const names = database
    .query("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    .rows.flat();
  return names.map(name => [
    name,
    database.query(`SELECT * FROM "${name}"`).rows,
    database.query("SELECT * FROM pragma_table_xinfo(?)", [name]).rows,
    database.query("SELECT * FROM pragma_foreign_key_list(?)", [name]).rows,
    database.query("SELECT * FROM pragma_index_list(?)", [name]).rows,
  ]);
};

describe("renaming in place", () => {
  it.each([
    [[["users", "people"]]],
    [[["users.id", "number"]]],
    [[["posts.title", "heading"]]],
    [[["users.size", "count of"]]],
    [
      [
        ["posts", "users2"],
        ["users", "posts"],
        ["users2", "users"],
        ["posts.name", "title"],
      ],
    ],
  ])("makes the database that is built again: %j", async names => {
    const { document: before, store, target } = await imported();
    const after = names.reduce((design, [from = "", to = ""]) => rename(design, from, to), before);
    expect(renameInPlace(target, { before, after })).toBe(true);
    const fresh = openDatabase();
    materialize(after, store, fresh);
    expect(contentOf(target)).toEqual(contentOf(fresh));
    expect(() => target.query('INSERT INTO "posts" DEFAULT VALUES')).toThrow();
  });

  it("does nothing for any other change", async () => {
    const { document: before, target } = await imported();
    const [column] = recordsOf(before, "column").filter(({ name }) => name === "title");
    if (!column) throw new Error("no column");
    const content = contentOf(target);
    const changes = [
      updateColumn(before, { column: column.id, changes: { nullable: false } }).value,
      updateColumn(before, { column: column.id, changes: { type: { kind: "varchar", length: 9 } } })
        .value,
    ];
    for (const change of changes) {
      const after = applyDiff(rename(before, "users", "people"), change);
      expect(renameInPlace(target, { before, after })).toBe(false);
      expect(contentOf(target)).toEqual(content);
    }
  });
});
