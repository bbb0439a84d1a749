/** The formats that the import dialog offers, from the registry of importers. */
import { importers, projectFileExtension } from "../../engine/index.ts";

const extensions = [...importers.flatMap(importer => importer.extensions), projectFileExtension];

/** The value of the `accept` attribute of a file input. */
export const acceptedFiles = extensions.map(extension => `.${extension}`).join(",");

const listFormat = new Intl.ListFormat("en", { type: "disjunction" });

const labels = (isText: boolean): readonly string[] =>
  importers.filter(importer => importer.isText === isText).map(({ label }) => label);

export const formatsText = `Paste ${listFormat.format(labels(true))}, or choose a file: ${listFormat.format(
  [...labels(true), ...labels(false), "a Stele project"],
)}.`;
