/** Starts Pyodide in a worker without a network: it is given what it would fetch. */
import "./no-import-scripts.ts";
import { loadPyodide, type PyodideAPI, version } from "pyodide";
import createPyodideModule from "pyodide/pyodide.asm.mjs";
import { info } from "pyodide/pyodide-lock.json";
import { interpreterOptions } from "../../../python/index.ts";

export type BootedPython = {
  readonly python: PyodideAPI;
  /** The size of the interpreter's memory, which never shrinks. */
  readonly memoryBytes: () => number;
};

/** An address that does not exist; nothing is fetched from it. */
const INDEX = "https://python.invalid/";

export const bootPython = async (
  wasm: WebAssembly.Module,
  standardLibrary: ArrayBuffer,
): Promise<BootedPython> => {
  const { fetch } = globalThis;
  const { instantiateStreaming } = WebAssembly;
  let memory: WebAssembly.Memory | null = null;
  globalThis.fetch = async () => new Response(standardLibrary);
  WebAssembly.instantiateStreaming = async (_source, imports) => {
    const instance = await WebAssembly.instantiate(wasm, imports);
    const { memory: exported } = instance.exports;
    if (exported instanceof WebAssembly.Memory) memory = exported;
    return { instance, module: wasm };
  };
  try {
    const python = await loadPyodide({
      ...interpreterOptions,
      indexURL: INDEX,
      stdLibURL: `${INDEX}standard-library.zip`,
      packageBaseUrl: INDEX,
      // No package is loaded by name.
      lockFileContents: { info: { ...info, arch: "wasm32", version }, packages: {} },
      createPyodideModule,
    });
    return { python, memoryBytes: () => memory?.buffer.byteLength ?? 0 };
  } finally {
    globalThis.fetch = fetch;
    WebAssembly.instantiateStreaming = instantiateStreaming;
  }
};
