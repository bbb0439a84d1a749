/**
 * The samples are written as SQL and shipped as projects. This test verifies that both are the same;
 * with UPDATE_SAMPLES=1 it rewrites the projects.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  absorb,
  applyDiff,
  countedIds,
  materialize,
  type ProjectFile,
  parseProjectFile,
  placeTables,
  printProjectFile,
  type SchemaDocument,
  sqliteSql,
  tableNamed,
} from "../../engine/index.ts";
import { importTools } from "../../engine/testing/import-tools.ts";
import { openDatabase } from "../../engine/testing/open-database.ts";
import { execute } from "../runners/typescript/execute.ts";
import { toBase64 } from "./base64.ts";
import { sampleQueries } from "./sample-queries.ts";

type Place = readonly [table: string, x: number, y: number];

const PLACES: Readonly<Record<string, readonly Place[]>> = {
  blog: [
    ["users", 0, 0],
    ["posts", 320, 0],
  ],
  library: [],
};

const fileOf = (id: string, ending: string) =>
  new URL(`../../public/samples/${id}.${ending}`, import.meta.url);

const placed = (document: SchemaDocument, id: string): SchemaDocument => {
  const entries = (PLACES[id] ?? []).flatMap(([name, x, y]) => {
    const view = tableNamed(document, name);
    return view ? [[view.table.id, { x, y }] as const] : [];
  });
  const diff = placeTables(document, { newId: countedIds(), places: new Map(entries) });
  return applyDiff(document, diff.value);
};

/** The project that the SQL of a sample creates. */
const projectOf = async (id: string, name: string): Promise<ProjectFile> => {
  const sql = readFileSync(fileOf(id, "sql"), "utf8");
  const source = { name: null, bytes: null, text: sql };
  const { value, diagnostics } = await sqliteSql.import(source, importTools());
  expect(diagnostics).toEqual([]);
  const store = openDatabase();
  if (value.database) absorb(value.document, value.database, store);
  return {
    name,
    document: placed(value.document, id),
    queries: sampleQueries[id] ?? [],
    rows: toBase64(store.export()).join(""),
  };
};

const storeOf = (base64: string | null) => openDatabase(Buffer.from(base64 ?? "", "base64"));

const rowsOf = ({ document, rows }: ProjectFile) => {
  const database = openDatabase();
  const { diagnostics } = materialize(document, storeOf(rows), database);
  expect(diagnostics).toEqual([]);
  const names = [...document.records.values()].flatMap(record =>
    record.kind === "table" ? [record.name] : [],
  );
  return names.sort().map(name => database.query(`SELECT * FROM "${name}"`).rows);
};

const openShipped = (id: string) => {
  const { value } = parseProjectFile(readFileSync(fileOf(id, "stele"), "utf8"));
  const driver = openDatabase();
  materialize(value.document, storeOf(value.rows), driver);
  return { document: value.document, driver };
};

const allQueries = Object.entries(sampleQueries).flatMap(([id, queries]) =>
  queries.map(({ name, text }) => ({ id, name, text })),
);

describe("samples", () => {
  it.each(allQueries)("$id: the query $name runs and gives something", async ({ id, text }) => {
    const request = { code: text, keep: false };
    const outcome = await execute({ ...openShipped(id), request, now: () => performance.now() });
    expect(outcome.failure).toBeNull();
    expect(outcome.lines.length).toBeGreaterThan(0);
  });

  it.each(Object.keys(PLACES))("%s is what its SQL creates, including rows", async id => {
    const name = id.charAt(0).toUpperCase() + id.slice(1);
    const expected = await projectOf(id, name);
    if (process.env.UPDATE_SAMPLES) {
      writeFileSync(fileOf(id, "stele"), printProjectFile(expected));
    }
    const shipped = parseProjectFile(readFileSync(fileOf(id, "stele"), "utf8"));
    expect(shipped.diagnostics).toEqual([]);
    expect(new Map([...shipped.value.document.records].sort())).toEqual(
      new Map([...expected.document.records].sort()),
    );
    expect(shipped.value.queries).toEqual(expected.queries);
    expect(rowsOf(shipped.value)).toEqual(rowsOf(expected));
  });
});
