/** The tables of a document that a database supports. */
import { error } from "../base/index.ts";
import { type TableView, tableView } from "../schema/index.ts";
import type { Drafting } from "./ddl-dialect.ts";
import { orderTables } from "./order-tables.ts";

/** Tables in order of creation. A table without columns is left out and reported. */
export const supportedTables = (drafting: Drafting): readonly TableView[] =>
  orderTables(drafting.document)
    .map(id => tableView(drafting.document, id))
    .filter(({ table, columns }) => {
      if (columns.length > 0) return true;
      const message = `"${table.name}" has no columns, so it is omitted.`;
      const hint = "Add a column.";
      drafting.addDiagnostic(error("no-columns", message, { record: table.id, hint }));
      return false;
    });
