/** SQL text for SQLite. SQLite runs it, so exactly what SQLite accepts is read. */
import { error, report } from "../base/index.ts";
import { hasExtension } from "./has-extension.ts";
import { type Importer, nothingImported } from "./importer.ts";
import { readOthers } from "./sqlite/catalogue.ts";
import { otherDialect } from "./sqlite/other-dialects.ts";
import { readTables } from "./sqlite/read-tables.ts";
import { runStatements } from "./sqlite/run-statements.ts";

const EXTENSIONS = ["sql", "ddl", "txt"];
const CREATE_TABLE = /\bcreate\s+(temp(orary)?\s+)?table\b/i;
const INSPECTED_LENGTH = 100_000;

export const sqliteSql: Importer = {
  id: "sqlite-sql",
  label: "SQL for SQLite",
  isText: true,
  extensions: EXTENSIONS,
  detect(source) {
    if (source.text === null) return 0;
    if (CREATE_TABLE.test(source.text.slice(0, INSPECTED_LENGTH))) return 0.8;
    return hasExtension(source, EXTENSIONS) ? 0.4 : 0.1;
  },
  async import(source, tools) {
    const text = source.text ?? "";
    if (text.trim() === "") {
      return report(nothingImported, [error("empty-text", "The text contains no SQL.")]);
    }
    const database = tools.openDatabase();
    const { failures, others } = await runStatements(text, { ...tools, database }).catch(reason => {
      database.close();
      throw reason;
    });
    const { value, diagnostics } = readTables(database, {
      newId: tools.newId,
      others: [...readOthers(database), ...others],
    });
    const foreign = failures.length > 0 ? otherDialect(text) : [];
    const all = [...foreign, ...failures, ...diagnostics];
    if (value.document.records.size === 0) {
      database.close();
      return report(nothingImported, all);
    }
    database.query("PRAGMA foreign_keys = ON");
    return report({ ...value, database }, all);
  },
};
