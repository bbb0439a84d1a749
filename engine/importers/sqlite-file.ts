/** SQLite database files, with their rows. */
import { error, type Report, report } from "../base/index.ts";
import type { EmbeddedDriver } from "../drivers/index.ts";
import { hasExtension } from "./has-extension.ts";
import { type Imported, type Importer, type ImportTools, nothingImported } from "./importer.ts";
import { readOthers } from "./sqlite/catalogue.ts";
import { hasSignature, readFileHeader } from "./sqlite/file-header.ts";
import { readTables } from "./sqlite/read-tables.ts";
import { copyAsUtf8, isUtf8 } from "./sqlite/utf8-copy.ts";

const EXTENSIONS = ["sqlite", "sqlite3", "db", "db3"];

/** @throws Error when the file is damaged. */
const readDatabase = (opened: EmbeddedDriver, tools: ImportTools): Report<Imported> => {
  const [[verdict] = []] = opened.query("PRAGMA quick_check(1)").rows;
  if (verdict !== "ok") throw new Error(String(verdict));
  const others = readOthers(opened);
  const database = isUtf8(opened) ? opened : tools.openDatabase();
  if (database !== opened) {
    copyAsUtf8(opened, database);
    opened.close();
  }
  const { value, diagnostics } = readTables(database, { newId: tools.newId, others });
  return report({ ...value, database }, diagnostics);
};

const open = (bytes: Uint8Array, tools: ImportTools): Report<Imported> => {
  let database: EmbeddedDriver | null = null;
  try {
    database = tools.openDatabase(bytes);
    return readDatabase(database, tools);
  } catch (thrown) {
    database?.close();
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    const message = `The file is damaged or encrypted. SQLite reports: ${reason}`;
    return report(nothingImported, [error("damaged-file", message)]);
  }
};

export const sqliteFile: Importer = {
  id: "sqlite-file",
  label: "SQLite database",
  isText: false,
  extensions: EXTENSIONS,
  detect(source) {
    if (source.bytes === null) return 0;
    if (hasSignature(source.bytes)) return 1;
    return hasExtension(source, EXTENSIONS) ? 0.9 : 0;
  },
  async import(source, tools) {
    const header = readFileHeader(source.bytes ?? new Uint8Array());
    if (header.bytes === null) return report(nothingImported, header.diagnostics);
    await tools.checkpoint(0);
    const { value, diagnostics } = open(header.bytes, tools);
    const all = [...header.diagnostics, ...diagnostics];
    if (value.document.records.size > 0 || value.database === null) return report(value, all);
    value.database.close();
    return report(nothingImported, all);
  },
};
