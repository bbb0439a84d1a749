import { describe, expect, it } from "vitest";
import { openDatabase } from "../../engine/testing/open-database.ts";
import { blogDocument } from "../../engine/testing/sample-documents.ts";
import { fromBase64, toBase64 } from "./base64.ts";
import { printProject, readProject } from "./project-file.ts";

const document = blogDocument();
/** A query that contains the line that a file has before its rows. */
const text = '\n  "rows": "AAAA"\n}\n';
const queries = [{ id: "query:1", name: "First", language: "typescript", text } as const];

const databaseOf = (megabytes: number): Uint8Array => {
  const database = openDatabase();
  database.query("CREATE TABLE notes (body BLOB)");
  for (let count = 0; count < megabytes; count += 1) {
    database.query("INSERT INTO notes VALUES (randomblob(1000000))");
  }
  const bytes = database.export();
  database.close();
  return bytes;
};

const file = (rows: Uint8Array | null) => printProject({ name: "Blog", document, queries, rows });

describe("a project file", () => {
  it.each([0, 1, 5])("is read with its rows as it was printed, of %i MB", async megabytes => {
    const rows = databaseOf(megabytes);
    const { value, diagnostics } = await readProject(file(rows));
    expect(diagnostics).toEqual([]);
    expect(value.queries).toEqual(queries);
    expect(value.document.records.size).toBe(document.records.size);
    expect(Buffer.compare(value.rows ?? new Uint8Array(), rows)).toBe(0);
  });

  it("without rows is read", async () => {
    const { value } = await readProject(file(null));
    expect(value).toMatchObject({ name: "Blog", queries, rows: null });
  });

  it("that another program has formatted is read", async () => {
    const rows = databaseOf(1);
    const parsed = JSON.parse(await file(rows).text());
    const { rows: base64, ...others } = parsed;
    for (const other of [
      JSON.stringify(parsed),
      JSON.stringify(parsed, null, 4),
      JSON.stringify({ rows: base64, ...others }, null, 2),
      JSON.stringify({ rows: base64, ...others, comment: "by hand" }, null, 2),
      `\uFEFF${await file(rows).text()}\r\n`,
      (await file(rows).text()).replaceAll("\n", "\r\n"),
    ]) {
      const { value, diagnostics } = await readProject(new Blob([other]));
      expect(diagnostics).toEqual([]);
      expect(value.queries).toEqual(queries);
      expect(Buffer.compare(value.rows ?? new Uint8Array(), rows)).toBe(0);
    }
  });

  it("that is cut anywhere is rejected or reported, never half opened in silence", async () => {
    const whole = await file(databaseOf(0)).text();
    for (let length = 0; length < whole.length - 3; length += 97) {
      const { diagnostics } = await readProject(new Blob([whole.slice(0, length)]));
      expect(diagnostics).not.toEqual([]);
    }
  });

  it("with rows that are too large is refused before it is printed", () => {
    const rows = new Uint8Array(257 * 1024 * 1024);
    expect(() => file(rows)).toThrow("Save as a SQLite database instead");
  });
});

describe("base64", () => {
  it.each([0, 1, 2, 3, 786_431, 786_432, 786_433])("keeps %i bytes", async length => {
    const bytes = Uint8Array.from({ length }, (_, at) => (at * 7 + (at >> 8)) & 255);
    const pieces = toBase64(bytes);
    expect(pieces.join("")).toBe(Buffer.from(bytes).toString("base64"));
    expect(Buffer.compare(await fromBase64(new Blob([...pieces])), bytes)).toBe(0);
  });
});
