import { describe, expect, it } from "vitest";
import { activeQuery, createQueryStore } from "./query-store.ts";

const STORED = {
  id: "query:7",
  name: "Old",
  language: "typescript",
  text: "await db.User.all();",
} as const;

describe("the queries of a project", () => {
  it("open at the query that was active", () => {
    const store = createQueryStore();
    store.open({
      queries: [STORED, { ...STORED, id: "query:8" }],
      active: "query:8",
      trusted: true,
    });
    expect(activeQuery(store.getState()).id).toBe("query:8");
  });

  it("are one empty query if there are none", () => {
    const store = createQueryStore();
    store.open({ queries: [], trusted: true });
    expect(activeQuery(store.getState())).toMatchObject({ text: "", language: "typescript" });
  });

  it("from elsewhere stay untrusted when they are edited, until the person agrees", () => {
    const store = createQueryStore();
    store.open({ queries: [STORED], trusted: false });
    store.write("1;");
    store.add("Query 8", "2;");
    expect(store.getState().trusted).toBe(false);
    store.trust();
    expect(store.getState().trusted).toBe(true);
    store.open({ queries: [STORED], trusted: false });
    expect(store.getState().trusted).toBe(false);
  });
});
