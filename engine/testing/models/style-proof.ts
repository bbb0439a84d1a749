/**
 * Proves the reader of a library with models in every style of its documentation: the design that they become has the
 * tables that the library creates, and the relations that it knows.
 */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { createScript } from "../../ddl/index.ts";
import { documentOfModels, type ModelsDescription, sqliteFile } from "../../importers/index.ts";
import {
  countedIds,
  recordOf,
  relationsOf,
  type SchemaDocument,
  tableViews,
} from "../../schema/index.ts";
import { importTools } from "../import-tools.ts";
import { openDatabase } from "../open-database.ts";
import { type Models, openPython, type PythonLibrary, pythonAvailable } from "../python/index.ts";
import { type Difference, normalizedRecords } from "./model-proof.ts";

const folder = fileURLToPath(new URL("styles/", import.meta.url));

/** The files below a folder, by their paths in it. */
const filesBelow = (root: string, below = ""): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(path.join(root, below)).flatMap(name => {
      const inner = path.posix.join(below, name);
      return statSync(path.join(root, inner)).isDirectory()
        ? Object.entries(filesBelow(root, inner))
        : [[inner, readFileSync(path.join(root, inner), "utf8")] as const];
    }),
  );

/** The styles of a library: a file is `models.py`, a folder is a project. */
const stylesOf = (
  library: PythonLibrary,
): readonly (readonly [style: string, models: Models])[] => {
  const root = path.join(folder, library);
  return (existsSync(root) ? readdirSync(root) : []).map(name => {
    const file = path.join(root, name);
    return [
      name.replace(".py", ""),
      statSync(file).isDirectory() ? filesBelow(file) : readFileSync(file, "utf8"),
    ];
  });
};

const bytesOf = (document: SchemaDocument): Uint8Array => {
  const database = openDatabase();
  for (const { text } of createScript(document, "sqlite").value) database.query(text);
  return database.export();
};

const catalogue = async (
  bytes: Uint8Array,
  differences: readonly Difference[],
): Promise<readonly string[]> => {
  const source = { name: null, bytes, text: null };
  const { value } = await sqliteFile.import(source, importTools());
  value.database?.close();
  return normalizedRecords(value.document, differences);
};

/** `Class.relation to one Class`, for each relation of a design. */
const relationsIn = (document: SchemaDocument): readonly string[] =>
  tableViews(document).flatMap(({ table }) =>
    relationsOf(document, table.id).map(({ name, target, cardinality }) => {
      const { entity } = recordOf(document, "table", target);
      return `${table.entity}.${name} to ${cardinality} ${entity}`;
    }),
  );

/** The library's tables do not have the defaults that Python fills in. */
const withoutClientDefaults = (described: ModelsDescription): ModelsDescription => ({
  ...described,
  tables: described.tables.map(table => ({
    ...table,
    columns: table.columns.map(column =>
      column.default?.kind === "value" && column.default.client
        ? { ...column, default: null }
        : column,
    ),
  })),
});

export type StyleProof = {
  readonly library: PythonLibrary;
  /** Between the tables of the library and those of the design. */
  readonly differences: readonly Difference[];
  /** A script whose value is the relations of the models, each as `Class.relation to one Class`. */
  readonly relations: string;
  /** Relations that a design cannot have, by style. */
  readonly lost?: Readonly<Record<string, readonly string[]>>;
};

/** Declares the tests. */
export const proveStyles = ({ library, differences, relations, lost = {} }: StyleProof): void => {
  describe.skipIf(!pythonAvailable(library))(`models of ${library} are read in the style`, () => {
    it.each(stylesOf(library))("%s", async (style, models) => {
      const python = await openPython(library);
      const described = await python.read(models);
      expect(described.problems.filter(({ severity }) => severity !== "info")).toEqual([]);
      const stored = withoutClientDefaults(described);
      const { value, diagnostics } = documentOfModels(stored, countedIds());
      expect(diagnostics.filter(({ severity }) => severity !== "info")).toEqual([]);
      const made = await catalogue(await python.createTables(models), differences);
      expect(await catalogue(bytesOf(value.document), differences)).toEqual(made);
      expect(made.length).toBeGreaterThan(0);
      const known = (await python.run(models, relations)) as readonly string[];
      const missing = known.filter(relation => !relationsIn(value.document).includes(relation));
      expect(missing).toEqual(lost[style] ?? []);
    });
  });
};
