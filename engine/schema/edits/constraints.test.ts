import { describe, expect, it } from "vitest";
import { present } from "../../base/index.ts";
import { documentOf } from "../../testing/blog.ts";
import { codesOf, columnAt, columnIds, edited, freshIds, viewNamed } from "../../testing/edits.ts";
import { isEmptyDiff } from "../diff.ts";
import type { IndexPart, SchemaDocument } from "../records.ts";
import {
  addCheck,
  addIndex,
  addUniqueKey,
  relateTables,
  removeChecks,
  removeIndexes,
  removeKeys,
  setUnique,
  updateCheck,
  updateForeignKey,
  updateIndex,
  updateKey,
  updateTable,
} from "./index.ts";

const newId = freshIds();

const shop = documentOf({
  people: ["email text not null", "code text not null"],
  orders: ["total integer", "note text", "person_id -> people"],
});
const orders = viewNamed(shop, "orders").table.id;
const people = viewNamed(shop, "people").table.id;
const part = (path: string): IndexPart => ({
  kind: "column",
  column: columnAt(shop, path).id,
  descending: false,
});

describe("an index", () => {
  const withIndex = (document: SchemaDocument) =>
    edited(document, addIndex(document, { newId, table: orders, parts: [part("orders.total")] }));

  it("gets a free name from its table and columns", () => {
    const twice = withIndex(withIndex(shop));
    expect(viewNamed(twice, "orders").indexes.map(({ name }) => name)).toEqual([
      "orders_total_idx",
      "orders_total_idx2",
    ]);
  });

  it("can be partial, unique, over expressions, and be changed", () => {
    const before = withIndex(shop);
    const [index] = viewNamed(before, "orders").indexes;
    const parts = [
      { kind: "expression", text: "lower(note)", descending: true },
      part("orders.total"),
    ] as const;
    const changes = { name: " by_note ", unique: true, where: "total > 0", parts };
    const id = present(index, "index").id;
    const after = edited(before, updateIndex(before, { index: id, ...changes }));
    expect(viewNamed(after, "orders").indexes[0]).toMatchObject({ ...changes, name: "by_note" });
    const without = edited(after, removeIndexes(after, { indexes: [id] }));
    expect(viewNamed(without, "orders").indexes).toEqual([]);
  });

  it.each([
    [{ parts: [] }, "missing-column"],
    [{ parts: [part("orders.total"), part("orders.total")] }, "repeated-column"],
    [{ parts: [part("people.email")] }, "other-table"],
    [{ parts: [part("orders.total")], where: "total > (" }, "invalid-sql"],
    [{ parts: [part("orders.total")], name: "People" }, "name-taken"],
    [{ parts: [part("orders.total")], name: " " }, "missing-name"],
    [{ parts: [{ kind: "expression", text: " ", descending: false }] }, "invalid-sql"],
  ] as const)("%j is refused: %s", (given, code) => {
    const refused = addIndex(shop, { newId, table: orders, ...given });
    expect(codesOf(refused)).toEqual([code]);
    expect(isEmptyDiff(refused.value)).toBe(true);
  });
});

describe("a check", () => {
  const add = { newId, table: orders, expression: " total >= 0 ", name: "positive" };

  it("is added, changed and removed", () => {
    const before = edited(shop, addCheck(shop, add));
    const check = present(viewNamed(before, "orders").checks[0], "check").id;
    expect(viewNamed(before, "orders").checks[0]).toMatchObject({ expression: "total >= 0" });
    const after = edited(before, updateCheck(before, { check, name: "", expression: "total > 0" }));
    expect(viewNamed(after, "orders").checks[0]).toMatchObject({
      name: null,
      expression: "total > 0",
    });
    const without = edited(after, removeChecks(after, { checks: [check] }));
    expect(viewNamed(without, "orders").checks).toEqual([]);
  });

  it("is refused without a condition, and with a name that is taken", () => {
    expect(codesOf(addCheck(shop, { ...add, expression: "" }))).toEqual(["invalid-sql"]);
    const before = edited(shop, addCheck(shop, add));
    expect(codesOf(addCheck(before, { ...add, name: "POSITIVE" }))).toEqual(["name-taken"]);
  });
});

describe("a key", () => {
  it("of several columns is added, reordered and removed", () => {
    const columns = columnIds(shop, "people", "email", "code");
    const before = edited(shop, addUniqueKey(shop, { newId, table: people, columns }));
    const key = present(viewNamed(before, "people").uniqueKeys[0], "key").id;
    const order = columns.toReversed();
    const after = edited(before, updateKey(before, { key, name: "both", columns: order }));
    expect(viewNamed(after, "people").uniqueKeys[0]).toMatchObject({
      name: "both",
      columns: order,
    });
    const without = edited(after, removeKeys(after, { keys: [key] }));
    expect(viewNamed(without, "people").uniqueKeys).toEqual([]);
    expect(codesOf(addUniqueKey(after, { newId, table: people, columns }))).toEqual(["key-exists"]);
  });

  it("that is primary makes its columns required, and only a single integer an identity", () => {
    const key = present(viewNamed(shop, "orders").primaryKey, "key").id;
    const columns = columnIds(shop, "orders", "note", "id");
    const after = edited(shop, updateKey(shop, { key, columns }));
    expect(columnAt(after, "orders.note").nullable).toBe(false);
    expect(columnAt(after, "orders.id").generated).toBeNull();
  });

  it("that foreign keys reference is removed with a warning", () => {
    const key = present(viewNamed(shop, "people").primaryKey, "key").id;
    const { diagnostics } = removeKeys(shop, { keys: [key] });
    expect(diagnostics).toMatchObject([{ severity: "warning", code: "not-a-key" }]);
    expect(diagnostics[0]?.message).toContain("Order.person");
  });
});

describe("uniqueness of a foreign key", () => {
  const columns = columnIds(shop, "orders", "person_id");
  const set = (document: SchemaDocument, unique: boolean) =>
    edited(document, setUnique(document, { newId, table: orders, columns, unique }));
  const reverse = (document: SchemaDocument) =>
    viewNamed(document, "people").referredBy[0]?.reverse;

  it("makes an automatic name singular, and plural again", () => {
    const single = set(shop, true);
    expect(reverse(single)).toBe("order");
    expect(reverse(set(single, false))).toBe("orders");
  });

  it("keeps another name", () => {
    const foreignKey = present(viewNamed(shop, "orders").foreignKeys[0], "key").id;
    const change = { foreignKey, changes: { reverse: "purchases" } };
    expect(reverse(set(edited(shop, updateForeignKey(shop, change)), true))).toBe("purchases");
  });
});

describe("a foreign key", () => {
  const key = present(viewNamed(shop, "orders").foreignKeys[0], "key").id;

  it("moves to other columns, and its automatic names follow", () => {
    const document = documentOf({
      people: ["boss_id integer"],
      teams: ["name text"],
      orders: ["seller_id integer", "person_id -> people"],
    });
    const foreignKey = present(viewNamed(document, "orders").foreignKeys[0], "key").id;
    const columns = columnIds(document, "orders", "seller_id");
    const moved = edited(
      document,
      updateForeignKey(document, { foreignKey, changes: { columns } }),
    );
    expect(viewNamed(moved, "orders").foreignKeys[0]).toMatchObject({ forward: "seller" });
    const target = viewNamed(document, "teams").table.id;
    const other = edited(moved, updateForeignKey(moved, { foreignKey, changes: { target } }));
    expect(viewNamed(other, "orders").foreignKeys[0]).toMatchObject({
      target,
      targetColumns: columnIds(document, "teams", "id"),
      forward: "seller",
    });
  });

  it.each([
    [{ columns: [] }, "missing-column"],
    [{ columns: columnIds(shop, "people", "id") }, "other-table"],
    [{ targetColumns: columnIds(shop, "people", "id", "email") }, "uneven-foreign-key"],
    [{ forward: "total" }, "name-taken"],
    [{ reverse: " " }, "missing-name"],
  ] as const)("is refused with %j: %s", (changes, code) => {
    expect(codesOf(updateForeignKey(shop, { foreignKey: key, changes }))).toEqual([code]);
  });
});

describe("relating tables", () => {
  const ends = { newId, table: orders, columns: [], target: people, targetColumns: [] };

  it("one to one makes the column unique, and both names singular", () => {
    const document = documentOf({ users: [], profiles: [] });
    const table = viewNamed(document, "profiles").table.id;
    const target = viewNamed(document, "users").table.id;
    const edit = { ...ends, table, target, kind: "one-to-one" } as const;
    const after = edited(document, relateTables(document, edit));
    expect(viewNamed(after, "profiles").uniqueKeys).toHaveLength(1);
    expect(viewNamed(after, "profiles").foreignKeys[0]).toMatchObject({
      forward: "user",
      reverse: "profile",
    });
  });

  it("many to many makes a plain join table", () => {
    const after = edited(shop, relateTables(shop, { ...ends, kind: "many-to-many" }));
    const join = viewNamed(after, "order_people");
    expect(join.columns.map(({ name, nullable }) => [name, nullable])).toEqual([
      ["order_id", false],
      ["person_id", false],
    ]);
    expect(join.primaryKey?.columns).toEqual(join.columns.map(({ id }) => id));
    expect(join.foreignKeys.map(({ forward }) => forward)).toEqual(["order", "person"]);
  });

  it("many to many with itself names both sides", () => {
    const edit = { ...ends, table: people, kind: "many-to-many" } as const;
    const join = viewNamed(edited(shop, relateTables(shop, edit)), "person_relations");
    expect(join.columns.map(({ name }) => name)).toEqual(["person_id", "related_person_id"]);
    expect(join.foreignKeys.map(({ forward }) => forward)).toEqual(["person", "related_person"]);
  });

  it("refuses one column for a key of two, and takes two", () => {
    const document = documentOf({
      places: ["row integer pk", "seat integer pk"],
      tickets: ["place_row integer", "place_seat integer"],
    });
    const key = present(viewNamed(document, "places").primaryKey, "key").id;
    const pair = columnIds(document, "places", "row", "seat");
    const places = edited(document, updateKey(document, { key, columns: pair }));
    const columns = columnIds(places, "tickets", "place_row", "place_seat");
    const edit = {
      ...ends,
      table: viewNamed(places, "tickets").table.id,
      target: viewNamed(places, "places").table.id,
    };
    const refused = relateTables(places, { ...edit, columns: columns.slice(0, 1) });
    expect(refused.diagnostics[0]?.message).toBe(
      'A relation to "places" needs 2 columns (row, seat), but 1 is chosen (place_row).',
    );
    const after = edited(places, relateTables(places, { ...edit, columns }));
    expect(viewNamed(after, "tickets").foreignKeys[0]).toMatchObject({
      columns,
      targetColumns: pair,
    });
    expect(viewNamed(after, "tickets").columns).toHaveLength(3);
  });
});

describe("a table", () => {
  it("has a comment", () => {
    const after = edited(shop, updateTable(shop, { table: people, comment: "All of them" }));
    expect(viewNamed(after, "people").table.comment).toBe("All of them");
  });
});
