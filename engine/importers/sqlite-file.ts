/** A SQLite database file, with its rows. */
import { error, type Report, report } from "../base/index.ts";
import type { EmbeddedDriver } from "../drivers/index.ts";
import { type Imported, type Importer, type ImportTools, nothingImported } from "./importer.ts";
import { readCatalogue } from "./sqlite/catalogue.ts";
import { documentOf } from "./sqlite/document.ts";
import { readFileHeader } from "./sqlite/file-header.ts";
import { danglingRows } from "./sqlite/foreign-key-rows.ts";

/** @throws Error when the file is damaged. */
const read = (database: EmbeddedDriver, { newId }: ImportTools): Report<Imported> => {
  const [[verdict] = []] = database.query("PRAGMA quick_check(1)").rows;
  if (verdict !== "ok") throw new Error(String(verdict));
  const { value: document, diagnostics } = documentOf(readCatalogue(database), newId);
  return report({ document, database }, [...diagnostics, ...danglingRows(database)]);
};

const open = (bytes: Uint8Array, tools: ImportTools): Report<Imported> => {
  let database: EmbeddedDriver | null = null;
  try {
    database = tools.openDatabase(bytes);
    return read(database, tools);
  } catch (thrown) {
    database?.close();
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    const message = `The file is damaged or encrypted. SQLite says: ${reason}`;
    return report(nothingImported, [error("damaged-file", message)]);
  }
};

export const sqliteFile: Extract<Importer, { readonly accepts: "bytes" }> = {
  id: "sqlite-file",
  label: "SQLite database",
  accepts: "bytes",
  extensions: ["sqlite", "sqlite3", "db", "db3"],
  import(given, tools) {
    const { bytes, diagnostics } = readFileHeader(given);
    if (bytes === null) return report(nothingImported, diagnostics);
    const { value, diagnostics: more } = open(bytes, tools);
    const told = [...diagnostics, ...more];
    if (value.document.records.size > 0 || value.database === null) return report(value, told);
    value.database.close();
    return report(nothingImported, told);
  },
};
