/** Runs exported Python models in the real library, on Python compiled to WebAssembly, in Node. */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { loadPyodide } from "pyodide";
import * as v from "valibot";
import {
  type Interpreter,
  interpreterOptions,
  openInterpreter,
  type PythonError,
  type PythonLibrary,
  type PythonPlace,
  pythonLibraries,
  standardLibrary,
} from "../../../python/index.ts";
import { type ModelsDescription, modelsDescription } from "../../importers/index.ts";

export type { PythonLibrary };

/** The text of `models.py`, or of several files by their paths. */
export type Models = string | Readonly<Record<string, string>>;

export interface Python {
  /** The bytes of an empty SQLite database with the tables that the library makes of the models. */
  createTables(models: Models): Promise<Uint8Array>;
  /**
   * Makes the tables of the models in a private database, runs a script there, and returns the
   * value of its last expression, which must be one that JSON can hold. The script sees every name
   * of the models and the library's connection: `engine` in SQLAlchemy and SQLModel, `connection`
   * in Django and Tortoise, `database` in Peewee. It can use `await` at its top level.
   */
  run(models: Models, script: string): Promise<unknown>;
  /** What the library knows of the models, as far as they can be loaded; without `paths`, all files are loaded. */
  read(models: Models, paths?: readonly string[]): Promise<ModelsDescription>;
}

/** Milliseconds to grant a hook that opens Python, on a busy machine. */
export const pythonStartTimeout = 120_000;

const archiveFolder = fileURLToPath(new URL("../../../.python/", import.meta.url));
const runtimeFolder = path.dirname(createRequire(import.meta.url).resolve("pyodide/package.json"));
const opened = new Map<PythonLibrary, Promise<Python>>();

/** Whether the Python library is installed; if not, a message appears on the console. */
export function pythonAvailable(library: PythonLibrary): boolean {
  const archives = pythonLibraries[library].archives.map(archive => `${archive}.zip`);
  const available = [...archives, "stamp"].every(file =>
    existsSync(path.join(archiveFolder, file)),
  );
  if (!available) {
    console.warn(`Skipped: ${library} for Python is not there. npm test fetches it, with pip.`);
  }
  return available;
}

/** The library, ready to load models; opened once for each test file, in an own interpreter. */
export function openPython(library: PythonLibrary): Promise<Python> {
  const runner = opened.get(library) ?? open(library);
  opened.set(library, runner);
  return runner;
}

async function open(library: PythonLibrary): Promise<Python> {
  const python = await loadPyodide({
    ...interpreterOptions,
    indexURL: runtimeFolder,
    stdLibURL: path.join(archiveFolder, `${standardLibrary}.zip`),
  });
  const archives = pythonLibraries[library].archives.map(readArchive);
  const interpreter = openInterpreter(python, library, archives);
  return {
    createTables: async models => {
      const bytes = call(interpreter, "check", { files: filesOf(models) }).database;
      if (!(bytes instanceof Uint8Array)) throw new Error("Python returned no database.");
      return bytes;
    },
    run: async (models, text) =>
      call(interpreter, "run", { files: filesOf(models), text }).value ?? null,
    read: async (models, given) => {
      const files = filesOf(models);
      const paths = given ?? Object.keys(files).filter(name => name.endsWith(".py"));
      return v.parse(modelsDescription, call(interpreter, "read", { files, paths }).models);
    },
  };
}

const filesOf = (models: Models): Readonly<Record<string, string>> =>
  typeof models === "string" ? { "models.py": models } : models;

const readArchive = (archive: string): Uint8Array =>
  new Uint8Array(readFileSync(path.join(archiveFolder, `${archive}.zip`)));

/** Warnings of what a model states on purpose, because another database or Django itself has no use for it. */
const expectedWarnings: ReadonlySet<unknown> = new Set([
  "models.W045", // A check in SQL is checked by the database alone.
  "models.W046", // SQLite stores no comments of tables.
  "fields.W163", // SQLite stores no comments of columns.
]);

/** In exported models, a warning of the library is a fault like an error. */
function call(
  interpreter: Interpreter,
  request: string,
  parameters: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const reply = interpreter.call(request, parameters);
  const [fault] = [reply.error, reply.warnings].flat().filter(isFault);
  if (fault) throw new Error(describe(fault), { cause: fault.traceback });
  return reply;
}

type Fault = PythonPlace & Pick<PythonError, "kind" | "message"> & { readonly traceback?: string };

const isFault = (value: unknown): value is Fault =>
  typeof value === "object" &&
  value !== null &&
  "kind" in value &&
  "message" in value &&
  !expectedWarnings.has(value.kind);

const describe = ({ kind, message, file, line }: Fault): string =>
  file === null ? `${kind}: ${message}` : `${kind}: ${message} (${file}, line ${line})`;
