// Compiles Python archives with the very Python that will run them, so that nothing is compiled
// again each time it starts.
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const require = createRequire(import.meta.url);

/** The folder of the Python runtime, compiled to WebAssembly. */
export const runtimeFolder = () => path.dirname(require.resolve("pyodide/package.json"));

/** The version of that runtime. */
export const runtimeVersion = () => require("pyodide/package.json").version;

/**
 * @typedef {object} Archive
 * @property {string} target the archive to write
 * @property {readonly string[]} sources the archives to compile into it
 * @property {string} folder where tracebacks shall place its modules
 * @property {readonly string[]} leftOut patterns of files to leave out
 * @property {readonly string[]} kept patterns of files to keep nevertheless
 */

/** @param {readonly Archive[]} archives */
export async function compileArchives(archives) {
  const { loadPyodide } = await import("pyodide");
  const python = await loadPyodide({ indexURL: runtimeFolder() });
  python.runPython(readFileSync(new URL("compile.py", import.meta.url), "utf8"));
  const compile = python.globals.get("compile_archives");
  for (const { target, sources, folder, leftOut, kept } of archives) {
    const bytes = compile(
      python.toPy(sources.map(file => new Uint8Array(readFileSync(file)))),
      folder,
      python.toPy(leftOut),
      python.toPy(kept),
    );
    // Renamed when complete, so that an interruption leaves no half archive behind.
    writeFileSync(`${target}.part`, bytes.toJs());
    renameSync(`${target}.part`, target);
    bytes.destroy();
  }
}
