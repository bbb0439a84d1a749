/** A module that the bundler generates (`scripts/vite/python-files.ts`). */
declare module "virtual:python-files" {
  import type { PythonFileSet } from "./python-files.ts";

  /** Null if the machine that built the app could not fetch them. */
  const files: PythonFileSet | null;
  export default files;
}

/** The part of Pyodide that Emscripten generates. */
declare module "pyodide/pyodide.asm.mjs" {
  import type { PyodideConfig } from "pyodide/ffi";

  const createPyodideModule: NonNullable<PyodideConfig["createPyodideModule"]>;
  export default createPyodideModule;
}
