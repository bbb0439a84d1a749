/** The names that the indexes of a document have in a database. */
import { info } from "../base/index.ts";
import { freeName, type IndexId, type TableView } from "../schema/index.ts";
import type { Drafting } from "./ddl-dialect.ts";

/** Index names are unique in the whole schema, tables included, except in MySQL. */
export const indexNames = (
  drafting: Drafting,
  tables: readonly TableView[],
): ReadonlyMap<IndexId, string> => {
  const taken = tables.map(view => view.table.name);
  const names = new Map<IndexId, string>();
  for (const { table, indexes } of tables) {
    for (const { id, name } of indexes) {
      const free = drafting.dialect.sql.name === "mysql" ? name : freeName(name, taken);
      taken.push(free);
      names.set(id, free);
      if (free === name) continue;
      const message = `The name "${name}" is taken; the index of "${table.name}" is renamed to "${free}".`;
      drafting.addDiagnostic(info("index-renamed", message, { record: table.id }));
    }
  }
  return names;
};
