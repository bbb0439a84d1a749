/** Changes a table in place. Its names are changed by `renameTable`. */
import { type Report, report } from "../../base/index.ts";
import { Change } from "../change.ts";
import type { Diff } from "../diff.ts";
import type { ColorName, SchemaDocument, TableId } from "../records.ts";
import { recordOf } from "../views.ts";
import { withColor } from "./with-color.ts";

export type UpdateTable = {
  readonly table: TableId;
  readonly comment?: string;
  /** Null for none. */
  readonly color?: ColorName | null;
};

export const updateTable = (
  document: SchemaDocument,
  { table: id, ...changes }: UpdateTable,
): Report<Diff> => {
  const table = { ...recordOf(document, "table", id), ...changes };
  return report(new Change(document).put(withColor(table)).finish());
};
