/** The formats that the import dialog offers, from the registry of importers. */
import { type Format, importers, projectFileExtension, pythonModels } from "../../engine/index.ts";

const formats: readonly Format[] = [...importers, pythonModels];

const extensions = [...formats.flatMap(format => format.extensions), projectFileExtension];

/** The value of the `accept` attribute of a file input. */
export const acceptedFiles = extensions.map(extension => `.${extension}`).join(",");

const listFormat = new Intl.ListFormat("en", { type: "disjunction" });

const labels = (isText: boolean): readonly string[] =>
  formats.filter(format => format.isText === isText).map(({ label }) => label);

export const formatsText = `Paste ${listFormat.format(labels(true))}, or choose a file: ${listFormat.format(
  [...labels(true), ...labels(false), "a Stele project"],
)}. Python models can be several files, a folder or a zip archive.`;
