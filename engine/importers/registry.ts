/** All importers. */
import type { Importer, ImportSource } from "./importer.ts";
import { sqliteFile } from "./sqlite-file.ts";
import { sqliteSql } from "./sqlite-sql.ts";

export const importers: readonly Importer[] = [sqliteSql, sqliteFile];

export type Detection = { readonly importer: Importer; readonly confidence: number };

/** The importer with the highest confidence, or null when no importer recognizes the source. */
export const detectImporter = (source: ImportSource): Detection | null => {
  const [best] = importers
    .map(importer => ({ importer, confidence: importer.detect(source) }))
    .toSorted((one, other) => other.confidence - one.confidence);
  return best && best.confidence > 0 ? best : null;
};
