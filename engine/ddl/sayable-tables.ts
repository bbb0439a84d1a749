/** Which tables of a document a database can make. */
import { error } from "../base/index.ts";
import { type TableView, tableView } from "../schema/index.ts";
import type { Drafting } from "./ddl-dialect.ts";
import { orderTables } from "./order-tables.ts";

/** Tables that can be made, in order: a table without columns is none, and is told. */
export const sayableTables = (drafting: Drafting): readonly TableView[] =>
  orderTables(drafting.document)
    .map(id => tableView(drafting.document, id))
    .filter(({ table, columns }) => {
      if (columns.length > 0) return true;
      const message = `"${table.name}" has no columns, so it is left out.`;
      const hint = "Add a column.";
      drafting.tell(error("no-columns", message, { record: table.id, hint }));
      return false;
    });
