/** All formats that can be imported. */
import type { Importer, ImportSource } from "./importer.ts";
import { sqliteFile } from "./sqlite-file.ts";
import { sqliteSql } from "./sqlite-sql.ts";

export const importers: readonly Importer[] = [sqliteSql, sqliteFile];

/** What the interface shows of a format. */
export type Format = Pick<Importer, "id" | "label" | "isText" | "extensions">;

/** Models of Python libraries: the library reads them, so they have no importer that runs in the engine. */
export const pythonModels: Format = {
  id: "python-models",
  label: "Python models",
  isText: true,
  extensions: ["py", "zip"],
};

export type Detection = { readonly importer: Importer; readonly confidence: number };

/** The importer with the highest confidence, or null when no importer recognizes the source. */
export const detectImporter = (source: ImportSource): Detection | null => {
  const [best] = importers
    .map(importer => ({ importer, confidence: importer.detect(source) }))
    .toSorted((one, other) => other.confidence - one.confidence);
  return best && best.confidence > 0 ? best : null;
};
