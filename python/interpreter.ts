/** One Python interpreter with one library, which answers requests. */
import type { PyodideAPI } from "pyodide";
import type { PythonLibrary } from "./libraries.ts";
import { sources } from "./sources.ts";

/** Where an exception or a warning arose, in a file of the person; null if it cannot be located. */
export type PythonPlace = { readonly file: string | null; readonly line: number | null };

export type PythonError = PythonPlace & {
  /** The name of the class of the exception. */
  readonly kind: string;
  readonly message: string;
  readonly traceback: string;
};

/** What a function of `stele_runtime/libraries` returned, as plain data; or the exception that it raised. */
export type PythonReply = Readonly<Record<string, unknown>>;

/** Text in JSON, and bytes by name. */
type Answer = { readonly text: string; readonly data: Readonly<Record<string, Uint8Array>> };

type Serve = (request: string, parameters: string) => Answer;

export type Interpreter = {
  /** Calls the function of the library with that name. */
  readonly call: (request: string, parameters: Readonly<Record<string, unknown>>) => PythonReply;
};

/** Options of `loadPyodide`: the order of sets decides about columns in some libraries. */
export const interpreterOptions = {
  env: { PYTHONHASHSEED: "0", HOME: "/home/pyodide" },
};

const LIBRARY_FOLDER = "/library";
const SOURCE_FOLDER = "/stele";

/** Unpacks the archives of a library, and imports it. */
export const openInterpreter = (
  python: PyodideAPI,
  library: PythonLibrary,
  archives: readonly Uint8Array[],
): Interpreter => {
  for (const archive of archives)
    python.unpackArchive(archive, "zip", { extractDir: LIBRARY_FOLDER });
  for (const [path, text] of sources) writeFile(python, `${SOURCE_FOLDER}/${path}`, text);
  python.runPython(`import sys; sys.path.extend(["${SOURCE_FOLDER}", "${LIBRARY_FOLDER}"])`);
  const server = python.pyimport("stele_runtime.serving").Server(library);
  const serve: Serve = server.answer;
  return {
    call: (request, parameters) => {
      const { text, data } = serve(request, JSON.stringify(parameters));
      return { ...JSON.parse(text), ...data };
    },
  };
};

const writeFile = (python: PyodideAPI, path: string, text: string): void => {
  python.FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
  python.FS.writeFile(path, text);
};
