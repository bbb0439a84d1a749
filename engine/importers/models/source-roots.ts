/**
 * Finds the folders of a project from which Python imports its files: the file `backend/app/db.py` is the module
 * `app.db` if other files import it so.
 */
import { type Diagnostic, warning } from "../../base/index.ts";
import { folderOf, foldersAbove, isModuleName, joinPath } from "./project-paths.ts";
import type { PythonText } from "./python-text.ts";

export type MountedFiles = {
  /** The given paths, by the paths from which Python imports the files. */
  readonly mounted: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
};

type Parsed = ReadonlyMap<string, PythonText>;

/** Files whose path Python cannot import are left out, except for `models`, which get another name. */
export const mountFiles = (texts: Parsed, models: ReadonlySet<string>): MountedFiles => {
  const rootOf = rootChooser(texts);
  const roots = new Map([...texts.keys()].map(path => [path, rootOf(path)]));
  const prefixes = prefixesOf(texts, roots);
  const mounted = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  // Models are first, so that no other file takes their path.
  const ordered = [...texts.keys()].toSorted(
    (a, b) => Number(models.has(b)) - Number(models.has(a)),
  );
  for (const path of ordered) {
    const root = roots.get(path) ?? "";
    const below = belowRoot(path, root);
    if (!isImportable(below) && !models.has(path)) continue;
    const target = joinPath(prefixes.get(root) ?? "", importable(below));
    const other = mounted.get(target);
    if (other === undefined) mounted.set(target, path);
    else if (models.has(path)) diagnostics.push(samePath(path, other, target));
  }
  return { mounted, diagnostics };
};

const samePath = (path: string, other: string, target: string): Diagnostic =>
  warning(
    "same-module",
    `The file is left out, because Python imports ${other} as ${target} too.`,
    {
      hint: "Import it separately.",
      place: { file: path, line: null },
    },
  );

const belowRoot = (path: string, root: string): string =>
  root === "" ? path : path.slice(root.length + 1);

const isImportable = (path: string): boolean =>
  path.replace(/\.py$/, "").split("/").every(isModuleName);

/** `my-models (1).py` becomes `my_models__1_.py`; a file never takes the place of a library. */
const importable = (path: string): string => {
  const parts = path.replace(/\.py$/, "").split("/");
  const names = parts.map(part =>
    isModuleName(part) ? part : `_${part.replaceAll(/[^\p{L}\p{N}_]/gu, "_")}`,
  );
  const isLibrary = names.length === 1 && LIBRARY_MODULES.has(names[0] ?? "");
  return `${names.join("/")}${isLibrary ? "_models" : ""}.py`;
};

const LIBRARY_MODULES = new Set([
  "sqlalchemy",
  "sqlmodel",
  "django",
  "tortoise",
  "peewee",
  "pydantic",
]);

/** The root of a file: the folder that most imports expect; else that of its package; else that of all files. */
const rootChooser = (texts: Parsed): ((path: string) => string) => {
  const votes = votesOf(texts);
  const common = rootOfCommonFolder([...texts.keys()]);
  return path => {
    const allowed = allowedRoots(path);
    const [best] = allowed
      .filter(folder => votes.has(folder))
      .toSorted((a, b) => (votes.get(b) ?? 0) - (votes.get(a) ?? 0));
    if (best !== undefined) return best;
    const packages = allowed.filter(folder => texts.has(joinPath(folder, "__init__.py")));
    const outermost = packages.at(-1);
    if (outermost !== undefined) return allowed[allowed.indexOf(outermost) + 1] ?? outermost;
    return allowed.includes(common) ? common : (allowed.at(-1) ?? "");
  };
};

/** The folders above a file, from the innermost, up to the first whose name Python cannot import. */
const allowedRoots = (path: string): readonly string[] => {
  const folders = foldersAbove(path);
  const last = folders.findIndex(folder => !isModuleName(nameOf(folder)));
  return last === -1 ? folders : folders.slice(0, last + 1);
};

const nameOf = (folder: string): string => folder.slice(folder.lastIndexOf("/") + 1);

/** The imports that each folder resolves if it is a root, where longer ones weigh more. */
const votesOf = (texts: Parsed): ReadonlyMap<string, number> => {
  const resolving = resolver(texts);
  const votes = new Map<string, number>();
  for (const [path, { imports }] of texts) {
    const own = new Set(foldersAbove(path));
    for (const { level, module } of imports) {
      const folders = level === 0 ? resolving(module) : [];
      const above = folders.filter(folder => own.has(folder));
      for (const folder of above.length > 0 ? above : folders) {
        votes.set(folder, (votes.get(folder) ?? 0) + module.split(".").length);
      }
    }
  }
  return votes;
};

/** The folders from which a module can be imported. */
const resolver = (texts: Parsed): ((module: string) => readonly string[]) => {
  const modules = new Set([...texts.keys()].flatMap(modulePaths));
  const folders = [...new Set([...texts.keys()].flatMap(foldersAbove))];
  const known = new Map<string, readonly string[]>();
  const resolve = (module: string): readonly string[] =>
    folders.filter(
      folder =>
        modules.has(joinPath(folder, module.replaceAll(".", "/"))) &&
        // Within a package, `import types` is the library.
        (module.includes(".") || !texts.has(joinPath(folder, "__init__.py"))),
    );
  return module => {
    const folders = known.get(module) ?? resolve(module);
    known.set(module, folders);
    return folders;
  };
};

/** A file is a module, and its folders are packages. */
const modulePaths = (path: string): readonly string[] => [
  path.replace(/\.py$/, ""),
  ...foldersAbove(path).filter(folder => folder !== ""),
];

/** A folder with files is probably a package; one with folders alone is their root. */
const rootOfCommonFolder = (paths: readonly string[]): string => {
  const [first = "", ...rest] = paths;
  const isCommon = (folder: string): boolean =>
    folder === "" || rest.every(path => path.startsWith(`${folder}/`));
  const common = foldersAbove(first).find(isCommon) ?? "";
  const hasFiles = paths.some(path => folderOf(path) === common);
  return hasFiles && isModuleName(nameOf(common)) ? folderOf(common) : common;
};

const PACKAGE = "project";

/** Relative imports need a package: `from .db import Base` in a file at its root gets one. */
const prefixesOf = (
  texts: Parsed,
  roots: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> => {
  const prefixes = new Map<string, string>();
  for (const [path, { imports }] of texts) {
    const root = roots.get(path) ?? "";
    const depth = belowRoot(path, root).split("/").length - 1;
    if (Math.max(0, ...imports.map(({ level }) => level)) <= depth) continue;
    const name = nameOf(root);
    prefixes.set(root, isModuleName(name) ? name : PACKAGE);
  }
  return prefixes;
};
