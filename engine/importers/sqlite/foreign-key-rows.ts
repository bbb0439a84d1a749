/** Finds rows that point to rows that are not there. */
import { type Diagnostic, warning } from "../../base/index.ts";
import type { EmbeddedDriver } from "../../drivers/index.ts";

const countsOf = (database: EmbeddedDriver) => {
  try {
    return database.query(
      `SELECT "table", parent, count(DISTINCT rowid) FROM pragma_foreign_key_check GROUP BY 1, 2`,
    ).rows;
  } catch {
    // A key to columns that are not unique: SQLite cannot look it up, and says so when rows change.
    return [];
  }
};

export const danglingRows = (database: EmbeddedDriver): readonly Diagnostic[] =>
  countsOf(database).map(([table, parent, count]) => {
    const rows = count === 1 ? "1 row" : `${count} rows`;
    const message = `${rows} of "${table}" point to a row of "${parent}" that is not there.`;
    return warning("dangling-rows", message);
  });
