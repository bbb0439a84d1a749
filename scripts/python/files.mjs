// The files that the app loads Python from, in the folder .python/.
import path from "node:path";
import { projectFolder } from "../setup/commands.mjs";

const folder = path.join(projectFolder, ".python");

/** The archives of libraries, besides the standard library of Python. */
export const libraryArchives = ["django", "peewee", "sqlalchemy", "sqlmodel", "tortoise"];

/**
 * @typedef {object} PythonFile
 * @property {string} name
 * @property {string} file as it is used
 * @property {string} packed the same, compressed with gzip, because not every server compresses
 */

/**
 * @returns {{ readonly folder: string, readonly stamp: string, readonly files: readonly PythonFile[] }}
 * The stamp is a file that exists when all files are complete.
 */
export function pythonFiles() {
  const archives = ["standard-library", ...libraryArchives].map(name => [name, `${name}.zip`]);
  const files = [["runtime", "runtime.wasm"], ...archives].map(([name = "", file = ""]) => ({
    name,
    file: path.join(folder, file),
    packed: path.join(folder, `${file}.gz`),
  }));
  return { folder, stamp: path.join(folder, "stamp"), files };
}
