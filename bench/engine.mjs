/** Stele's engine as one module that Node runs. */
import { build } from "esbuild";

const root = new URL("..", import.meta.url).pathname;

const source = `
  export { guardedDriver, loadSqlJs, openSqlJs } from "./engine/drivers/index.ts";
  export { importers } from "./engine/importers/index.ts";
  export {
    compileQuery, fetchQuery, LoadPlanner, queryFunctions, STATE,
  } from "./engine/query/index.ts";
  export { cachedQuery } from "./engine/session/statements/cached-query.ts";
  export { openDatabase } from "./engine/session/index.ts";
  export { dialectOf, print } from "./engine/sql/index.ts";
`;

const { outputFiles } = await build({
  stdin: { contents: source, resolveDir: root, loader: "ts" },
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20",
  write: false,
});

const [{ text }] = outputFiles;
export const engine = await import(
  `data:text/javascript;base64,${btoa(unescape(encodeURIComponent(text)))}`
);
