/** Runs exported Python models in the real library, on Python compiled to WebAssembly, in Node. */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { loadPyodide, type PyodideAPI } from "pyodide";

/** One name for each lock file in scripts/python/locks. */
export type PythonLibrary = "sqlalchemy";

export interface Python {
  /** The bytes of an empty SQLite database with the tables that the library makes of the models. */
  createTables(models: string): Promise<Uint8Array>;
  /**
   * Makes the tables of the models in a private database, runs a script there, and returns the
   * value of its last expression, which must be one that JSON can hold. The script sees every name
   * of the models, and `engine`, the library's connection.
   */
  run(models: string, script: string): Promise<unknown>;
}

/** Milliseconds to grant a hook that opens Python, on a busy machine. */
export const pythonStartTimeout = 120_000;

interface Outcome {
  readonly value?: unknown;
  readonly message?: string;
  readonly traceback?: string;
}

type Attempt = (operation: unknown, ...parameters: readonly string[]) => Outcome;

const archiveFolder = fileURLToPath(new URL("../../../.python/", import.meta.url));
const runtimeFolder = path.dirname(createRequire(import.meta.url).resolve("pyodide/package.json"));
const opened = new Map<PythonLibrary, Promise<Python>>();

/** Whether the Python library is installed; if not, a message appears on the console. */
export function pythonAvailable(library: PythonLibrary): boolean {
  const available = [`${library}.zip`, "stamp"].every(file =>
    existsSync(path.join(archiveFolder, file)),
  );
  if (!available) {
    console.warn(`Skipped: ${library} for Python is not there. npm test fetches it, with pip.`);
  }
  return available;
}

/** The library, ready to load models; opened once for each test file. */
export function openPython(library: PythonLibrary): Promise<Python> {
  const runner = opened.get(library) ?? open(library);
  opened.set(library, runner);
  return runner;
}

async function open(library: PythonLibrary): Promise<Python> {
  const python = await loadPyodide({
    indexURL: runtimeFolder,
    stdLibURL: path.join(archiveFolder, "standard-library.zip"),
  });
  const archive = new Uint8Array(readFileSync(path.join(archiveFolder, `${library}.zip`)));
  python.unpackArchive(archive, "zip", { extractDir: "/library" });
  python.runPython("import sys; sys.path.append('/library')");
  define(python, "attempt.py");
  define(python, `${library}.py`);

  const attempt: Attempt = python.globals.get("attempt");
  const createTables: unknown = python.globals.get("create_tables");
  const run: unknown = python.globals.get("run");
  return {
    createTables: async models => {
      const bytes = unwrap(attempt(createTables, models));
      if (!(bytes instanceof Uint8Array)) throw new Error("Python returned no database.");
      return bytes;
    },
    run: async (models, script) => JSON.parse(String(unwrap(attempt(run, models, script)))),
  };
}

function define(python: PyodideAPI, file: string): void {
  const source = readFileSync(new URL(file, import.meta.url), "utf8");
  python.runPython(source, { filename: file });
}

function unwrap({ value, message, traceback }: Outcome): unknown {
  if (message !== undefined) throw new Error(message, { cause: traceback });
  return value;
}
