/** Every part of the product can work with what the reader of project files accepts. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  declareEntities,
  exporters,
  findProblems,
  materialize,
  modelOf,
  parseProjectFile,
  printProjectFile,
  type SchemaDocument,
  sqliteSql,
} from "../../engine/index.ts";
import { importTools } from "../../engine/testing/import-tools.ts";
import { openDatabase } from "../../engine/testing/open-database.ts";

const SQL = `
CREATE TABLE users (id INTEGER PRIMARY KEY, name VARCHAR(40) NOT NULL UNIQUE, role TEXT DEFAULT 'x');
CREATE TABLE posts (
  id INTEGER PRIMARY KEY, author_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  title TEXT CHECK (length(title) > 0), size INTEGER GENERATED ALWAYS AS (length(title)) VIRTUAL
);
CREATE TABLE tags (a INTEGER, b INTEGER, note TEXT, PRIMARY KEY (a, b));
CREATE TABLE uses (
  a INTEGER, b INTEGER, post_id INTEGER REFERENCES posts (id), PRIMARY KEY (a, b, post_id),
  FOREIGN KEY (a, b) REFERENCES tags (a, b)
);
CREATE UNIQUE INDEX posts_title ON posts (title DESC, lower(title)) WHERE author_id > 1;
`;

const source = { name: null, bytes: null, text: SQL };
const { document } = (await sqliteSql.import(source, importTools())).value;
const file = printProjectFile({ name: "Blog", document, queries: [], rows: null });

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type Content = { records: Json[] };

/** All places in a value, as paths. */
const placesIn = (value: Json, path: readonly string[] = []): readonly (readonly string[])[] => [
  path,
  ...(value !== null && typeof value === "object"
    ? Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...path, key]))
    : []),
];

const replaceAt = (value: Json, path: readonly string[], replacement: Json | undefined): Json => {
  const [key, ...rest] = path;
  if (key === undefined) return replacement ?? null;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<
    string,
    Json
  >;
  if (rest.length === 0 && replacement === undefined) delete copy[key];
  else copy[key] = replaceAt(copy[key] ?? null, rest, replacement);
  return copy as unknown as Json;
};

const content = JSON.parse(file) as Content;
const places = placesIn(content.records).filter(path => path.length > 0);
const ids = [...document.records.keys()];
const columns = ids.filter(id => id.startsWith("column"));
const pairs = columns.map((id, at) => [id, columns[(at * 7 + 3) % columns.length] ?? id]);
const values: readonly (Json | undefined)[] = [
  ...columns.map(id => [id]),
  ...pairs,
  ...ids,
  undefined,
  null,
  "",
  " ",
  0,
  -1,
  1e308,
  true,
  [],
  {},
  ["x"],
  "x".repeat(2_000),
  "table",
  "column",
  "foreignKey",
  "key",
  "no action",
  "__proto__",
  "constructor",
  "\u0000",
  "'; --",
];

const change = fc.record({
  place: fc.constantFrom(...places),
  value: fc.constantFrom(...values),
});

/** Works with a document as the screens do. */
const use = (opened: SchemaDocument): void => {
  findProblems(opened);
  modelOf(opened);
  declareEntities(opened);
  for (const exporter of exporters) exporter.export(opened);
  const [store, target] = [openDatabase(), openDatabase()];
  materialize(opened, store, target);
  store.close();
  target.close();
};

describe("a damaged project file", () => {
  it("is refused, or read as a document that every screen can use", () => {
    const changes = fc.array(change, { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(
        changes,
        fc.array(fc.nat({ max: ids.length - 1 }), { maxLength: 3 }),
        (made, copies) => {
          const damaged = made.reduce<Json>(
            (records, { place, value }) => replaceAt(records, place, value),
            content.records,
          );
          const list = Array.isArray(damaged) ? damaged : [];
          const copied = copies.flatMap((at, copy) => {
            const record = list[at];
            return record ? [record, { ...Object(record), id: `copy:${copy}` }] : [];
          });
          const records = [...list, ...copied];
          const { value, diagnostics } = parseProjectFile(JSON.stringify({ ...content, records }));
          use(value.document);
          const again = parseProjectFile(printProjectFile(value));
          expect(again.diagnostics).toEqual([]);
          expect(again.value.document.records.size).toBe(value.document.records.size);
          if (value.document.records.size < records.length) expect(diagnostics).not.toEqual([]);
        },
      ),
      { numRuns: 200 },
    );
  });
});
