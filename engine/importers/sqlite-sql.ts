/** SQL text for SQLite: the engine itself is the parser, so what it takes is read and nothing else. */
import { error, report } from "../base/index.ts";
import { type Importer, nothingImported } from "./importer.ts";
import { readCatalogue } from "./sqlite/catalogue.ts";
import { documentOf } from "./sqlite/document.ts";
import { danglingRows } from "./sqlite/foreign-key-rows.ts";
import { otherDialect } from "./sqlite/other-dialects.ts";
import { runStatements } from "./sqlite/run-statements.ts";

export const sqliteSql: Extract<Importer, { readonly accepts: "text" }> = {
  id: "sqlite-sql",
  label: "SQL for SQLite",
  accepts: "text",
  extensions: ["sql", "ddl", "txt"],
  import(text, { openDatabase, newId }) {
    if (text.trim() === "") {
      return report(nothingImported, [error("empty-text", "There is no SQL in it.")]);
    }
    const database = openDatabase();
    const failures = runStatements(database, text);
    const { value: document, diagnostics } = documentOf(readCatalogue(database), newId);
    const dangling = danglingRows(database);
    const foreign = failures.length > 0 ? otherDialect(text) : [];
    const told = [...foreign, ...failures, ...diagnostics, ...dangling];
    if (document.records.size === 0) {
      database.close();
      return report(nothingImported, told);
    }
    database.query("PRAGMA foreign_keys = ON");
    return report({ document, database }, told);
  },
};
