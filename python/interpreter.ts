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

/**
 * What a function of `stele_runtime/libraries` returned, as plain data, with what was printed as
 * `output`. Instead of a value, `error` is an exception, and `stopped` the limit that was exceeded.
 */
export type PythonReply = Readonly<Record<string, unknown>>;

export type PythonLimit = {
  readonly milliseconds: number;
  /** The depth of calls. Deeper ones overflow the stack of JavaScript, which ends the interpreter. */
  readonly recursion: number;
};

export type Interpreter = {
  /**
   * Calls the function of the library with that name.
   * @throws Error when the interpreter itself fails; it is of no further use then.
   */
  readonly call: (
    request: string,
    parameters: Readonly<Record<string, unknown>>,
    limit?: PythonLimit,
  ) => PythonReply;
};

/** Text in JSON, bytes by name, and what was printed. */
type Answer = {
  readonly text: string;
  readonly data: Readonly<Record<string, Uint8Array>>;
  readonly output: string;
};

type Serve = (request: string, parameters: string, limit?: string) => Answer;

/** Options of `loadPyodide`: in some libraries, the order of sets decides about the order of columns. */
export const interpreterOptions = {
  env: { PYTHONHASHSEED: "0", HOME: "/home/pyodide" },
};

const LIBRARY_FOLDER = "/library";
const SOURCE_FOLDER = "/stele";

/** Unpacks the archives of a library, and imports it. Another library needs another interpreter. */
export const openInterpreter = (
  python: PyodideAPI,
  library: PythonLibrary,
  archives: readonly Uint8Array[],
): Interpreter => {
  for (const archive of archives)
    python.unpackArchive(archive, "zip", { extractDir: LIBRARY_FOLDER });
  for (const [path, text] of sources) writeFile(python, `${SOURCE_FOLDER}/${path}`, text);
  python.runPython(`import sys; sys.path.extend(["${SOURCE_FOLDER}", "${LIBRARY_FOLDER}"])`);
  const serve: Serve = python.pyimport("stele_runtime.serving").Server(library).answer;
  return {
    call: (request, parameters, limit) => {
      const { text, data, output } = limit
        ? serve(request, JSON.stringify(parameters), JSON.stringify(limit))
        : serve(request, JSON.stringify(parameters));
      return { ...JSON.parse(text), ...data, output };
    },
  };
};

const writeFile = (python: PyodideAPI, path: string, text: string): void => {
  python.FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
  python.FS.writeFile(path, text);
};
