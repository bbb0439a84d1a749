import { describe, expect, test } from "vitest";
import {
  addTable,
  countedIds,
  emptyDocument,
  removeTables,
  renameTable,
  type SchemaDocument,
  type TableId,
  tableViews,
} from "../../engine/index.ts";
import { createProjectStore, type ProjectStore } from "./project-store.ts";
import { selectTables } from "./selection.ts";

const storeWithTable = (): { store: ProjectStore; table: TableId } => {
  const newId = countedIds();
  const store = createProjectStore({ newId, initial: { name: "Blog", document: emptyDocument } });
  store.edit("add table", document => addTable(document, { newId, name: "users", x: 0, y: 0 }));
  const [view] = tableViews(store.getState().document);
  if (view === undefined) throw new Error("the table is missing");
  return { store, table: view.table.id };
};

const names = (document: SchemaDocument) => tableViews(document).map(view => view.table.name);
const rename = (table: TableId, name: string) => (document: SchemaDocument) =>
  renameTable(document, { table, name });

describe("the project store", () => {
  test("every edit is undone and redone as one step", () => {
    const { store, table } = storeWithTable();
    const before = store.getState().document;
    store.edit("rename table", rename(table, "people"));
    store.undo();
    expect(names(store.getState().document)).toEqual(["users"]);
    expect(store.getState().document.records).toEqual(before.records);
    store.redo();
    expect(names(store.getState().document)).toEqual(["people"]);
    store.undo();
    store.undo();
    expect(store.getState().document.records.size).toBe(0);
    store.undo();
    expect(store.getState().document.records.size).toBe(0);
  });

  test("a refused edit changes nothing and leaves no step", () => {
    const { store, table } = storeWithTable();
    const steps = store.getState().history.past.length;
    const outcome = store.edit("rename table", rename(table, " "));
    expect(outcome.diagnostics.map(found => found.code)).toEqual(["missing-name"]);
    expect(store.getState().history.past).toHaveLength(steps);
  });

  test("an edit after an undo forgets what was undone", () => {
    const { store, table } = storeWithTable();
    store.edit("rename table", rename(table, "people"));
    store.undo();
    store.edit("rename table", rename(table, "persons"));
    store.redo();
    expect(names(store.getState().document)).toEqual(["persons"]);
  });

  test("edits with the same mark are one step", () => {
    const { store, table } = storeWithTable();
    store.edit("rename table", rename(table, "u"), { mark: "name" });
    store.edit("rename table", rename(table, "us"), { mark: "name" });
    expect(store.getState().history.past).toHaveLength(2);
    store.undo();
    expect(names(store.getState().document)).toEqual(["users"]);
  });

  test("what is removed is no longer selected", () => {
    const { store, table } = storeWithTable();
    store.select(selectTables([table]));
    store.edit("delete table", document => removeTables(document, { tables: [table] }));
    expect(store.getState().selection.tables.size).toBe(0);
  });

  test("opening another project starts without a history", () => {
    const { store } = storeWithTable();
    store.open({ name: "Other", document: emptyDocument });
    expect(store.getState()).toMatchObject({ name: "Other", opened: 1, history: { past: [] } });
  });
});
