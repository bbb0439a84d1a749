import { describe, expect, it } from "vitest";
import { succeeded } from "../../base/index.ts";
import { draftDocument } from "../../testing/draft-document.ts";
import { parseColumnLine } from "../column-line/index.ts";
import { applyDiff, type Diff, reverseDiff, squashDiffs } from "../diff.ts";
import { countedIds } from "../ids.ts";
import { emptyDocument, type SchemaDocument } from "../records.ts";
import { relationsOf } from "../relations.ts";
import { columnNamed, tableNamed, tableView } from "../views.ts";
import {
  addColumn,
  addTable,
  moveColumn,
  relateTables,
  removeColumns,
  removeTables,
  renameTable,
  updateColumn,
  updateForeignKey,
} from "./index.ts";

const newId = countedIds();

const withTable = (document: SchemaDocument, name: string): SchemaDocument =>
  applyDiff(document, addTable(document, { newId, name, x: 0, y: 0 }).value);

const tableCalled = (document: SchemaDocument, name: string) => {
  const view = tableNamed(document, name);
  if (!view) throw new Error(`no table ${name}`);
  return view;
};

const withColumn = (document: SchemaDocument, table: string, line: string): SchemaDocument => {
  const draft = parseColumnLine(line, document).value;
  if (!draft) throw new Error(`no column in ${line}`);
  const { id } = tableCalled(document, table).table;
  return applyDiff(document, addColumn(document, { newId, table: id, draft }).value);
};

const blog = (): SchemaDocument => {
  let document = withTable(withTable(emptyDocument, "users"), "posts");
  document = withColumn(document, "users", "name varchar(100) not null");
  document = withColumn(document, "posts", "title varchar(200) not null");
  return withColumn(document, "posts", "author_id -> users.id");
};

const columnOfPosts = (document: SchemaDocument, name: string) => {
  const column = tableCalled(document, "posts").columns.find(other => other.name === name);
  if (!column) throw new Error(`no column ${name}`);
  return column;
};

describe("a typed column that refers to another table", () => {
  it("takes its type from there and makes the relation with both names", () => {
    const document = blog();
    const [key] = tableCalled(document, "posts").foreignKeys;
    expect(key).toMatchObject({ forward: "author", reverse: "posts" });
    expect(columnOfPosts(document, "author_id").type).toEqual({ kind: "integer", bits: 32 });
  });
});

describe("relating tables by a drag", () => {
  it("makes the foreign key column when it is dropped on a table", () => {
    const before = withTable(withTable(emptyDocument, "artists"), "albums");
    const diff = relateTables(before, {
      newId,
      table: tableCalled(before, "albums").table.id,
      columns: [],
      target: tableCalled(before, "artists").table.id,
      targetColumns: [],
    }).value;
    const after = applyDiff(before, diff);
    expect(tableCalled(after, "albums").columns.map(column => column.name)).toEqual([
      "id",
      "artist_id",
    ]);
    const names = relationsOf(after, tableCalled(after, "artists").table.id);
    expect(names.map(relation => relation.name)).toEqual(["albums"]);
  });

  it("gives a self-reference two different names", () => {
    const before = withTable(emptyDocument, "categories");
    const { id } = tableCalled(before, "categories").table;
    const given = { newId, table: id, columns: [], target: id, targetColumns: [] };
    const after = applyDiff(before, relateTables(before, given).value);
    const names = relationsOf(after, id).map(relation => relation.name);
    expect(names).toEqual(["parent", "children"]);
  });
});

describe("renaming", () => {
  it("carries the entity along until it is named by hand", () => {
    const document = blog();
    const { table } = tableCalled(document, "users");
    const renamed = renameTable(document, { table: table.id, name: "people" });
    expect(tableView(applyDiff(document, renamed.value), table.id).table.entity).toBe("Person");
  });

  it("refuses a name that is taken, and changes nothing", () => {
    const document = blog();
    const { table } = tableCalled(document, "users");
    const refused = renameTable(document, { table: table.id, name: "POSTS" });
    expect(succeeded(refused)).toBe(false);
    expect(applyDiff(document, refused.value)).toBe(document);
  });

  it("carries a relation along when its column is renamed", () => {
    const document = blog();
    const column = columnOfPosts(document, "author_id").id;
    const diff = updateColumn(document, { column, changes: { name: "writer_id" } }).value;
    const [key] = tableCalled(applyDiff(document, diff), "posts").foreignKeys;
    expect(key?.forward).toBe("writer");
  });
});

describe("renaming a column", () => {
  it("is followed by the SQL of its table, and by no other", () => {
    const price = {
      columns: ["id integer pk", "price integer", "double_price integer"],
      checks: [{ name: null, expression: "price >= 0" }],
      indexes: [{ name: "i", parts: ["(abs(price))", "price"], where: "price > 1" }],
      details: {
        double_price: { generated: { kind: "computed", text: "price * 2", stored: true } },
      },
    } as const;
    const before = draftDocument({ tables: { a: price, b: { ...price, indexes: [] } } });
    const { id } = columnNamed(tableCalled(before, "a"), "price") ?? {};
    const edit = updateColumn(before, { column: id ?? ("" as never), changes: { name: "cost" } });
    const after = applyDiff(before, edit.value);
    const texts = (name: string) => {
      const { checks, indexes, columns } = tableCalled(after, name);
      return JSON.stringify([checks, indexes, columns]).match(/"(expression|text|where)":"[^"]*"/g);
    };
    expect(texts("a")).toEqual([
      '"expression":"cost >= 0"',
      '"where":"cost > 1"',
      '"text":"abs(cost)"',
      '"text":"cost * 2"',
    ]);
    expect(texts("b")).toEqual(['"expression":"price >= 0"', '"text":"price * 2"']);
  });
});

describe("removing", () => {
  it("removes the keys and relations that use a removed column", () => {
    const document = blog();
    const { id } = columnOfPosts(document, "author_id");
    const after = applyDiff(document, removeColumns(document, { columns: [id] }).value);
    expect(tableCalled(after, "posts").foreignKeys).toEqual([]);
  });

  it("takes the foreign keys that point to a removed table, not their columns", () => {
    const document = blog();
    const { table } = tableCalled(document, "users");
    const after = applyDiff(document, removeTables(document, { tables: [table.id] }).value);
    expect(tableCalled(after, "posts").foreignKeys).toEqual([]);
    expect(columnOfPosts(after, "author_id").name).toBe("author_id");
  });
});

describe("every edit", () => {
  const document = blog();
  const posts = tableCalled(document, "posts");
  const title = columnOfPosts(document, "title").id;
  const [key] = posts.foreignKeys;
  const edits: Record<string, Diff> = {
    addTable: addTable(document, { newId, name: "posts", x: 1, y: 2 }).value,
    renameTable: renameTable(document, { table: posts.table.id, name: "articles" }).value,
    removeTables: removeTables(document, { tables: [posts.table.id] }).value,
    removeColumns: removeColumns(document, { columns: [title] }).value,
    moveColumn: moveColumn(document, { column: title, index: 0 }).value,
    updateColumn: updateColumn(document, { column: title, changes: { nullable: true } }).value,
    updateForeignKey: updateForeignKey(document, {
      foreignKey: key?.id ?? ("" as never),
      changes: { reverse: "articles" },
    }).value,
  };

  it.each(Object.entries(edits))(
    "%s changes something and is taken back by its reverse",
    (_, diff) => {
      const after = applyDiff(document, diff);
      expect(after.records).not.toEqual(document.records);
      expect(applyDiff(after, reverseDiff(diff)).records).toEqual(document.records);
    },
  );

  it.each(Object.entries(edits))("%s squashes with its reverse to nothing", (_, diff) => {
    const both = squashDiffs(diff, reverseDiff(diff));
    expect(applyDiff(document, both).records).toEqual(document.records);
  });
});
