/** Paths of a Python project, by what they probably are. */

const INSTALLED =
  /(?:^|\/)(?:site-packages|dist-packages|node_modules|__pycache__|venv|virtualenv|build\/lib|\.[^/]+)\//;
const SIDE_FOLDER = /(?:^|\/)(?:tests?|testing|migrations|alembic)\//;
const SIDE_FILE = /(?:^|\/)(?:test_[^/]*|[^/]*_tests?|tests?|conftest|setup|manage|noxfile)\.py$/;

/** `installed` has libraries; `side` has tests, migrations and scripts, which define no models of the project. */
export type PathRole = "source" | "side" | "installed";

export const pathRole = (path: string): PathRole => {
  if (INSTALLED.test(path)) return "installed";
  return SIDE_FOLDER.test(path) || SIDE_FILE.test(path) ? "side" : "source";
};

/** The folder of a path; "" for a file without one. */
export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf("/")));

/** The folder and those that contain it, from the innermost to "". */
export const foldersAbove = (path: string): readonly string[] => {
  const folders: string[] = [];
  for (let folder = folderOf(path); folder !== ""; folder = folderOf(folder)) folders.push(folder);
  return [...folders, ""];
};

export const joinPath = (folder: string, name: string): string =>
  folder === "" ? name : `${folder}/${name}`;

const KEYWORDS = new Set(
  (
    "False None True and as assert async await break class continue def del elif else except finally for from " +
    "global if import in is lambda nonlocal not or pass raise return try while with yield"
  ).split(" "),
);

/** Whether Python can import a module or a package with this name. */
export const isModuleName = (name: string): boolean =>
  /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) && !KEYWORDS.has(name);
