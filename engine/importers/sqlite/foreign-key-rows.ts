/** Finds rows with dangling foreign keys. */
import { type Diagnostic, warning } from "../../base/index.ts";
import type { EmbeddedDriver } from "../../drivers/index.ts";

const countsOf = (database: EmbeddedDriver) => {
  try {
    return database.query(
      `SELECT "table", parent, count(DISTINCT rowid) FROM pragma_foreign_key_check GROUP BY 1, 2`,
    ).rows;
  } catch {
    // SQLite cannot check a foreign key to columns that are not unique.
    return [];
  }
};

export const danglingRows = (database: EmbeddedDriver): readonly Diagnostic[] =>
  countsOf(database).map(([table, parent, count]) => {
    const rows = count === 1 ? "1 row" : `${count} rows`;
    const message = `${rows} of "${table}" reference a row of "${parent}" that does not exist.`;
    return warning("dangling-rows", message);
  });
