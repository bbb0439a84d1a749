import { describe, expect, it } from "vitest";
import {
  addTable,
  countedIds,
  emptyDocument,
  recordsOf,
  removeTables,
  renameTable,
  type TableId,
} from "../../engine/index.ts";
import { allSteps, historyNews, stepName } from "./index.ts";
import { createProjectStore } from "./project-store.ts";

const openStore = () => {
  const newId = countedIds();
  const store = createProjectStore({ newId, initial: { name: "Blog", document: emptyDocument } });
  const add = (name: string) =>
    store.edit("add table", before => addTable(before, { newId, name, x: 0, y: 0 }));
  const table = (): TableId => {
    const [found] = recordsOf(store.getState().document, "table");
    if (found === undefined) throw new Error("there is no table");
    return found.id;
  };
  const rename = (name: string, mark?: string) =>
    store.edit(
      "rename table",
      before => renameTable(before, { table: table(), name }),
      mark === undefined ? {} : { mark },
    );
  const remove = () =>
    store.edit("delete table", before => removeTables(before, { tables: [table()] }));
  const news: (string | null)[] = [];
  store.subscribe(({ history }, before) => {
    if (history !== before.history) news.push(historyNews(before.history, history));
  });
  const steps = () => allSteps(store.getState().history).map(stepName);
  return { store, add, rename, remove, news, steps };
};

describe("the history", () => {
  it("names every step by what it is about", () => {
    const { add, rename, remove, steps } = openStore();
    add("users");
    rename("people");
    remove();
    expect(steps()).toEqual([
      "Add table users",
      "Rename table users to people",
      "Delete table people",
    ]);
  });

  it("goes to any step, back and forth, and keeps the order", () => {
    const { store, add, rename, remove, steps } = openStore();
    add("users");
    rename("people");
    remove();
    const all = steps();
    const { document } = store.getState();
    store.goToStep(0);
    expect(store.getState().document.records.size).toBe(0);
    store.goToStep(2);
    expect(recordsOf(store.getState().document, "table").map(({ name }) => name)).toEqual([
      "people",
    ]);
    expect(steps()).toEqual(all);
    store.goToStep(3);
    expect(store.getState().document.records).toEqual(document.records);
    store.goToStep(9);
    expect(store.getState().history.past).toHaveLength(3);
  });

  it("is announced, but for steps that continue another", () => {
    const { store, add, rename, remove, news } = openStore();
    add("users");
    rename("u", "typing");
    rename("us", "typing");
    remove();
    store.undo();
    store.redo();
    store.goToStep(0);
    store.goToStep(2);
    expect(news).toEqual([
      "Add table users",
      "Rename table users to u",
      null,
      "Delete table us",
      "Undid: Delete table us",
      "Redid: Delete table us",
      "Undid 3 steps",
      "Redid 2 steps",
    ]);
  });
});
