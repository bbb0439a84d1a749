import { describe, expect, it } from "vitest";
import { blogDocument, documentOf } from "../../testing/blog.ts";
import { parseProjectFile, printProjectFile } from "./project-file.ts";

const shop = documentOf({
  customers: ["name varchar(80) not null", "joined date = CURRENT_DATE", "vip boolean = false"],
  orders: ["total decimal(10,2) not null = 0", "customer_id -> customers.id", "note text unique"],
});

describe("a project file", () => {
  it.each([
    ["the blog", blogDocument],
    ["a shop", shop],
  ])("is read as it was printed: %s", (_, document) => {
    const text = "await db.User.all();\n";
    const queries = [{ id: "query:1", name: 'A "name"', language: "typescript", text } as const];
    const file = { name: "Blog", document, queries, rows: "AAEC" };
    const opened = parseProjectFile(printProjectFile(file));
    expect(opened.diagnostics).toEqual([]);
    expect(opened.value.queries).toEqual(queries);
    expect(opened.value.rows).toBe("AAEC");
    expect(new Map([...opened.value.document.records].sort())).toEqual(
      new Map([...document.records].sort()),
    );
  });

  it("has one line for each record, so that versions compare line by line", () => {
    const text = printProjectFile({ name: "", document: shop, queries: [], rows: null });
    const lines = text.split("\n").filter(line => line.includes('"kind"'));
    expect(lines.length).toBeGreaterThanOrEqual(shop.records.size);
  });

  it.each(["", "{}", "[1]", "no json", '{"format":"other","version":1}'])(
    "that is no project is rejected: %s",
    text => {
      expect(parseProjectFile(text).diagnostics[0]?.code).toBe("not-a-project");
    },
  );

  it("of a newer version is rejected with a hint", () => {
    const text = printProjectFile({ name: "", document: shop, queries: [], rows: null });
    const { diagnostics } = parseProjectFile(text.replace(/"version": \d+/, '"version": 99'));
    expect(diagnostics[0]?.message).toContain("newer");
  });

  it("with a damaged record keeps the others, without those that depend on it", () => {
    const text = printProjectFile({ name: "", document: blogDocument, queries: [], rows: null });
    const damaged = text.replace('"kind":"table"', '"kind":"tabel"');
    const { value, diagnostics } = parseProjectFile(damaged);
    const kinds = [...value.document.records.values()].map(record => record.kind);
    expect(kinds.filter(kind => kind === "table")).toHaveLength(1);
    expect(kinds).not.toContain("foreignKey");
    expect(diagnostics.length).toBeGreaterThan(1);
  });
});
