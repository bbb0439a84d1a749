/** Recognizes the library of Python models, and the files that define them, without running them. */
import { type Diagnostic, warning } from "../../base/index.ts";
import {
  definesModels,
  type ModelSigns,
  type ModelsLibrary,
  modelSigns,
  usesLibrary,
} from "./model-signs.ts";
import { pathRole } from "./project-paths.ts";
import { type PythonText, parsePython } from "./python-text.ts";
import { mountFiles } from "./source-roots.ts";

export type RecognizedModels = {
  readonly library: ModelsLibrary;
  readonly label: string;
  /** From 0 to 1. */
  readonly confidence: number;
  /** The texts of the files by their paths below their source roots, as Python imports them. */
  readonly files: Readonly<Record<string, string>>;
  /** The files to load: those that define models. The others are there for their imports. */
  readonly paths: readonly string[];
  /** The given path of each file. */
  readonly givenPaths: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
};

/** A file with an import of the library, and one without, such as the half of a pasted file. */
const CONFIDENCE = { imported: 0.9, similar: 0.6 } as const;

type Parsed = ReadonlyMap<string, PythonText>;

/**
 * The models in Python files, by path; null if there are none. Of a project with models of two libraries, those of the
 * library with more files are chosen, and the others are reported.
 */
export const recognizeModels = (files: ReadonlyMap<string, string>): RecognizedModels | null => {
  const texts = new Map([...files].map(([path, text]) => [path, parsePython(text)]));
  for (const candidates of candidateSets(texts)) {
    const [chosen, ...others] = modelFiles(candidates);
    if (chosen) return recognized({ files, texts: candidates, chosen, others });
  }
  return null;
};

/** The library that is imported by files without models; null if there is none. */
export const importedLibrary = (files: ReadonlyMap<string, string>): string | null => {
  const texts = [...files.values()].map(parsePython);
  return modelSigns.find(signs => texts.some(text => usesLibrary(signs, text)))?.label ?? null;
};

/** The files of the project; with its tests and scripts; and with installed libraries. */
const candidateSets = (texts: Parsed): readonly Parsed[] => {
  const withRoles = (roles: readonly string[]): Parsed =>
    new Map([...texts].filter(([path]) => roles.includes(pathRole(path))));
  return [withRoles(["source"]), withRoles(["source", "side"]), texts];
};

type ModelFiles = { readonly signs: ModelSigns; readonly paths: readonly string[] };

/** The files of each library that define models; the library with the most files is first. */
const modelFiles = (texts: Parsed): readonly ModelFiles[] => {
  const rest = new Map(texts);
  const found = modelSigns.map(signs => {
    const paths = filesOf(signs, rest);
    for (const path of paths) rest.delete(path);
    return { signs, paths };
  });
  return found
    .filter(({ paths }) => paths.length > 0)
    .toSorted((one, other) => other.paths.length - one.paths.length);
};

/** Also files whose classes inherit from models of other files, which need not import the library. */
const filesOf = (signs: ModelSigns, texts: Parsed): readonly string[] => {
  const found = new Set(
    [...texts].filter(([, text]) => definesModels(signs, text)).map(([path]) => path),
  );
  if (signs.areInherited) addHeirs(signs, texts, found);
  return [...texts.keys()].filter(path => found.has(path));
};

/** Adds files to `found` whose classes inherit from models in other files. */
const addHeirs = (signs: ModelSigns, texts: Parsed, found: Set<string>): void => {
  const models = new Set(
    [...texts].flatMap(([path, text]) => [
      ...(found.has(path) ? text.classes.map(({ name }) => name) : []),
      ...(found.has(path) || usesLibrary(signs, text) ? signs.rootBases(text) : []),
    ]),
  );
  const own = ownNames(texts.keys());
  for (let size = -1; size !== models.size; ) {
    size = models.size;
    for (const [path, text] of texts) {
      if (!inheritsFrom(models, text, own)) continue;
      found.add(path);
      for (const { name } of text.classes) models.add(name);
    }
  }
};

/** The names of the modules and packages of the project. */
const ownNames = (paths: Iterable<string>): ReadonlySet<string> =>
  new Set([...paths].flatMap(path => path.replace(/\.py$/, "").split("/")));

const inheritsFrom = (
  models: ReadonlySet<string>,
  { classes, imports }: PythonText,
  own: ReadonlySet<string>,
): boolean => {
  const foreign = new Set(
    imports
      .filter(({ level, module }) => level === 0 && !own.has(module.split(".")[0] ?? ""))
      .flatMap(({ names, module }) => (names.length > 0 ? names : module)),
  );
  return classes.some(({ bases }) =>
    bases.some(base => {
      const [first = "", ...rest] = base.split(".");
      return models.has(rest.at(-1) ?? first) && !foreign.has(first);
    }),
  );
};

type Choice = {
  readonly files: ReadonlyMap<string, string>;
  readonly texts: Parsed;
  readonly chosen: ModelFiles;
  readonly others: readonly ModelFiles[];
};

const recognized = ({ files, texts, chosen, others }: Choice): RecognizedModels => {
  const { signs, paths } = chosen;
  const { mounted, diagnostics } = mountFiles(texts, new Set(paths));
  const isImported = paths.some(path => {
    const text = texts.get(path);
    return text !== undefined && usesLibrary(signs, text);
  });
  const models = new Set(paths);
  return {
    library: signs.library,
    label: signs.label,
    confidence: isImported ? CONFIDENCE.imported : CONFIDENCE.similar,
    files: Object.fromEntries([...mounted].map(([path, given]) => [path, files.get(given) ?? ""])),
    paths: [...mounted].filter(([, given]) => models.has(given)).map(([path]) => path),
    givenPaths: mounted,
    diagnostics: [...others.map(other => otherLibrary(other, signs)), ...diagnostics],
  };
};

const otherLibrary = ({ signs, paths }: ModelFiles, { label }: ModelSigns): Diagnostic => {
  const [first = "", ...more] = paths;
  const count =
    more.length === 0 ? "" : ` (and ${more.length} more ${more.length === 1 ? "file" : "files"})`;
  const message = `The ${signs.label} models${count} are not read, because most models are of ${label}.`;
  const hint = `To read them too, import their files separately.`;
  return warning("other-library", message, { hint, place: { file: first, line: null } });
};
