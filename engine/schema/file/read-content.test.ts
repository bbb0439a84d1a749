import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { blogDocument } from "../../testing/blog.ts";
import { CONTENT_VERSION } from "./content-migrations.ts";
import { parseProjectFile } from "./project-file.ts";
import { readProjectContent } from "./read-content.ts";

const folder = new URL("./old-files/", import.meta.url);
const oldFiles = readdirSync(folder);

const contentOf = (records: readonly unknown[], queries: readonly unknown[] = []) => ({
  version: CONTENT_VERSION,
  name: "Blog",
  records,
  queries,
});

const records = [...blogDocument.records.values()];
const idsIn = (stored: unknown) => [
  ...(readProjectContent(stored).value?.document.records.keys() ?? []),
];
const messagesOf = (stored: unknown) =>
  readProjectContent(stored).diagnostics.map(({ message }) => message);

describe("files of older versions", () => {
  it("exist for every version before the current one", () => {
    const versions = oldFiles.map(name => JSON.parse(readFileSync(new URL(name, folder), "utf8")));
    expect(versions.map(({ version }) => version).sort()).toEqual(
      Array.from({ length: CONTENT_VERSION - 1 }, (_, index) => index + 1),
    );
  });

  it.each(oldFiles)("are read completely: %s", name => {
    const text = readFileSync(new URL(name, folder), "utf8");
    const { value, diagnostics } = parseProjectFile(text);
    const stored = JSON.parse(text);
    expect(diagnostics).toEqual([]);
    expect(value.document.records.size).toBe(stored.records.length);
    expect(value.queries).toHaveLength(stored.queries.length);
    expect(value.queries.every(({ language }) => language === "typescript")).toBe(true);
    expect(value.rows).toBe(stored.rows);
  });
});

describe("stored content", () => {
  it("without a version is of version 1", () => {
    const query = { id: "query:1", name: "First", text: "1" };
    const { value } = readProjectContent({ name: "", records: [], queries: [query] });
    expect(value?.queries).toEqual([{ language: "typescript", ...query }]);
  });

  it("of a newer version is rejected", () => {
    const { value, diagnostics } = readProjectContent({ ...contentOf([]), version: 99 });
    expect(value).toBeNull();
    expect(diagnostics[0]?.message).toContain("newer version");
  });

  it.each([null, 7, "text", [], { name: 7, records: [], queries: [] }, { name: "", records: {} }])(
    "that is no project is rejected: %j",
    stored => {
      const { value, diagnostics } = readProjectContent(stored);
      expect(value).toBeNull();
      expect(diagnostics[0]?.code).toBe("not-a-project");
    },
  );

  it("keeps the first of two records with one id, and reports the second", () => {
    const [first] = records;
    expect(idsIn(contentOf([...records, { ...first, name: "other" }]))).toHaveLength(
      records.length,
    );
    expect(messagesOf(contentOf([...records, first]))).toEqual([
      `Record ${records.length + 1} is left out: its id ${first?.id} is repeated.`,
    ]);
  });

  it("leaves out records that refer to a record of another kind", () => {
    const columns = records.filter(({ kind }) => kind === "column");
    const broken = records.map(record =>
      record.kind === "foreignKey" ? { ...record, target: columns[0]?.id } : record,
    );
    expect(idsIn(contentOf(broken)).some(id => id.startsWith("foreignKey"))).toBe(false);
    expect(messagesOf(contentOf(broken))[0]).toContain("refers to a record that is missing");
  });

  it("leaves out a key over columns of another table", () => {
    const keys = records.filter(record => record.kind === "key");
    const [first, second] = keys;
    const broken = records.map(record =>
      record.id === first?.id ? { ...first, columns: second?.columns } : record,
    );
    expect(idsIn(contentOf(broken))).not.toContain(first?.id);
  });

  it("leaves out queries that cannot be read or are repeated, and reports them", () => {
    const query = { id: "query:1", name: "First", language: "typescript", text: "1" };
    const stored = contentOf([], [query, { ...query, text: "2" }, { id: "query:2" }]);
    expect(readProjectContent(stored).value?.queries).toEqual([query]);
    expect(messagesOf(stored)).toHaveLength(2);
  });
});
