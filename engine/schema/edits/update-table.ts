/** Changes a table in place. Its names are changed by `renameTable`. */
import { type Report, report } from "../../base/index.ts";
import { Change } from "../change.ts";
import type { Diff } from "../diff.ts";
import type { SchemaDocument, Table, TableId } from "../records.ts";
import { recordOf } from "../views.ts";

export type UpdateTable = { readonly table: TableId } & Partial<Pick<Table, "comment">>;

export const updateTable = (
  document: SchemaDocument,
  { table: id, ...changes }: UpdateTable,
): Report<Diff> => {
  const table = recordOf(document, "table", id);
  return report(new Change(document).put({ ...table, ...changes }).finish());
};
