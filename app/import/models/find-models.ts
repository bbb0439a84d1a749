/** Finds Python models in a text or in files. */
import {
  type Diagnostic,
  detectImporter,
  type ImportSource,
  importedLibrary,
  looksLikePython,
  modelLibraryLabels,
  type RecognizedModels,
  recognizeModels,
} from "../../../engine/index.ts";
import { collectFiles, fileLimits } from "../files/collect-files.ts";
import { projectNameOf } from "../read-source.ts";

/** Models that can be read, and a name for a new project of them. */
export type FoundModels = RecognizedModels & { readonly name: string };

/** The path of a text without one. */
const PATH = "models.py";

/** The models in a text; null if another format is more probable. */
export const modelsInText = (source: ImportSource): FoundModels | null => {
  const { name, text } = source;
  if (text === null || text.length > fileLimits.fileBytes) return null;
  const models = recognizeModels(new Map([[PATH, text]]));
  const isProbable = models && models.confidence > (detectImporter(source)?.confidence ?? 0);
  return isProbable ? { ...models, name: projectNameOf(name) } : null;
};

/** A confidence at which an importer reads what looks like Python. */
const SURE = 0.5;

/** Why a text that is Python cannot be imported; null if it is another format. */
export const otherPython = (source: ImportSource): string | null => {
  const { name, text } = source;
  if (text === null || text.length > fileLimits.fileBytes || !looksLikePython(text)) return null;
  if ((detectImporter(source)?.confidence ?? 0) >= SURE) return null;
  return withoutModels(name ?? "The Python text", new Map([[PATH, text]]), []);
};

/**
 * The models in files, folders and zip archives.
 * @throws Error with a message for the user when there are none, and the reason of `signal`.
 */
export const modelsInFiles = async (
  items: readonly (File | FileSystemEntry)[],
  signal: AbortSignal,
): Promise<FoundModels> => {
  const { texts, diagnostics } = await collectFiles(items, signal);
  const name = nameOf(items);
  const models = recognizeModels(texts);
  if (!models) throw new Error(withoutModels(name, texts, diagnostics));
  return {
    ...models,
    name: projectNameOf(name),
    diagnostics: [...diagnostics, ...models.diagnostics],
  };
};

/** Why there are no models in Python files. */
const withoutModels = (
  name: string,
  texts: ReadonlyMap<string, string>,
  diagnostics: readonly Diagnostic[],
): string => {
  const leftOut = diagnostics.map(({ message, place }) =>
    place ? `${place.file}: ${message}` : message,
  );
  const library = importedLibrary(texts);
  const reason = library
    ? `${name} uses ${library}, but no models were found. Import the files that define them, such as models.py.`
    : `${name} has no models of ${libraries.format(modelLibraryLabels)}.`;
  return [
    texts.size > 0 ? reason : `${name} has no Python files. ${OTHER_FORMATS}`,
    ...leftOut,
  ].join(" ");
};

const libraries = new Intl.ListFormat("en", { type: "disjunction" });

const OTHER_FORMATS =
  "Python models can be several files, a folder or a zip archive; other formats are one file.";

/** The folder, the archive or the file. */
const nameOf = (items: readonly (File | FileSystemEntry)[]): string => {
  const [first, second] = items;
  if (!first) return "The selection";
  const folder = "webkitRelativePath" in first ? first.webkitRelativePath.split("/")[0] : "";
  if (folder) return folder;
  return second ? "The selection" : first.name;
};
