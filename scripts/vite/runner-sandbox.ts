/**
 * The sandbox of the runners as virtual modules: the page of the frame, and each worker as the text of one script.
 * A frame of opaque origin cannot load modules from the page's origin, neither from a dev server nor offline.
 */
import { resolve } from "node:path";
import { build, type Plugin } from "vite";
import { frameScript } from "../../app/runners/frame/frame-script.ts";
import { scriptHash } from "./script-hash.ts";

const FRAME = "virtual:runner-frame";
const WORKER = "virtual:runner-worker/";
/** Keeps other plugins away from a virtual module. */
const RESOLVED = "\0";

/** The code in the worker inherits this policy: no network, no modules, no further scripts. */
const framePolicy = [
  "default-src 'none'",
  `script-src ${scriptHash(frameScript)} 'unsafe-eval' 'wasm-unsafe-eval'`,
  "worker-src blob:",
].join("; ");

const frameHtml = `<!doctype html><meta http-equiv="Content-Security-Policy" content="${framePolicy}"><script>${frameScript}</script>`;

type Script = { readonly code: string; readonly sources: readonly string[] };

/** Pyodide is a module, and a classic script has no address. Nothing is loaded relative to this one, which does not exist. */
const ADDRESS = JSON.stringify("https://worker.invalid/");

const withoutAddress: Plugin = {
  name: "stele:without-address",
  enforce: "pre",
  // Before the bundler looks for the files that such an address leads to.
  transform: code => code.replaceAll("import.meta.url", ADDRESS),
  renderChunk: code => code.replaceAll(/\bimport\.meta\b/g, `({ url: ${ADDRESS} })`),
};

/**
 * Bundles a worker into one classic script. The bundler's own format for that breaks UMD packages,
 * which then look for a global object.
 */
const bundle = async (
  entry: string,
  minify: boolean,
  plugins: readonly Plugin[],
): Promise<Script> => {
  const output = await build({
    configFile: false,
    logLevel: "error",
    publicDir: false,
    plugins: [...plugins],
    build: {
      write: false,
      minify,
      modulePreload: false,
      rolldownOptions: { input: entry, output: { format: "es", codeSplitting: false } },
    },
  });
  const chunks = [output].flat().flatMap(result => ("output" in result ? result.output : []));
  const [chunk] = chunks.filter(each => each.type === "chunk");
  if (!chunk || chunks.length !== 1 || chunk.exports.length > 0)
    throw new Error(`${entry} is not one self-contained script`);
  const code = `"use strict";(() => {${chunk.code}\n})();`;
  return { code, sources: chunk.moduleIds.filter(id => !id.startsWith(RESOLVED)) };
};

export const runnerSandbox = (): Plugin => {
  let minify = false;
  return {
    name: "stele:runner-sandbox",
    configResolved: ({ command }) => {
      minify = command === "build";
    },
    resolveId: id => (id === FRAME || id.startsWith(WORKER) ? RESOLVED + id : null),
    async load(id) {
      if (id === RESOLVED + FRAME) return `export default ${JSON.stringify(frameHtml)};`;
      if (!id.startsWith(RESOLVED + WORKER)) return null;
      const language = id.slice((RESOLVED + WORKER).length);
      const { code, sources } = await bundle(
        resolve("app/runners", language, "runner.worker.ts"),
        minify,
        language === "python" ? [withoutAddress] : [],
      );
      for (const source of sources) this.addWatchFile(source);
      return `export default ${JSON.stringify(code)};`;
    },
  };
};
