/**
 * The files of the Python runtime as a virtual module: from each name to its address and size. It exports null if
 * the machine that builds could not fetch them.
 */
import { existsSync, readFileSync, statSync } from "node:fs";
import { basename } from "node:path";
import type { Plugin } from "vite";
import { pythonFiles } from "../python/files.mjs";

const ID = "virtual:python-files";
/** Keeps other plugins away from a virtual module. */
const RESOLVED = `\0${ID}`;

export const pythonFilesPlugin = (): Plugin => {
  let isBuild = false;
  return {
    name: "stele:python-files",
    configResolved: ({ command }) => {
      isBuild = command === "build";
    },
    resolveId: id => (id === ID ? RESOLVED : null),
    load(id) {
      if (id !== RESOLVED) return null;
      const { stamp, files } = pythonFiles();
      if (!existsSync(stamp)) return "export default null;";
      const version = readFileSync(stamp, "utf8").slice(0, 12);
      const entries = files.map(({ name, file, packed }) => {
        const address = isBuild
          ? `import.meta.ROLLUP_FILE_URL_${this.emitFile({
              type: "asset",
              // No extension that a server or a browser unpacks itself.
              name: `python-${name}.bin`,
              source: readFileSync(packed),
            })}`
          : `new URL(${JSON.stringify(`/.python/${basename(file)}?v=${version}`)}, import.meta.url).href`;
        const facts = `size: ${statSync(file).size}, isPacked: ${isBuild}`;
        return `${JSON.stringify(name)}: { address: ${address}, ${facts} }`;
      });
      return `export default { ${entries.join(", ")} };`;
    },
  };
};
