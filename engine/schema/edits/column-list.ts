/** Checks the columns of a key or an index. */
import type { Report } from "../../base/index.ts";
import type { Diff } from "../diff.ts";
import type { ColumnId } from "../records.ts";
import type { TableView } from "../views.ts";
import { refusal } from "./refusal.ts";

/** Refuses a list without columns, with a repeated one, or with one of another table; null for a valid list. */
export const refuseColumns = (
  { table, columns }: TableView,
  list: readonly ColumnId[],
  /** The sentence subject, such as `A unique key`. */
  subject: string,
): Report<Diff> | null => {
  if (list.length === 0) return refusal("missing-column", `${subject} needs at least one column.`);
  const known = new Map(columns.map(({ id, name }) => [id, name]));
  const foreign = list.some(id => !known.has(id));
  if (foreign) {
    return refusal("other-table", `${subject} can only have columns of "${table.name}".`);
  }
  const repeated = list.find((id, at) => list.indexOf(id) !== at);
  return repeated === undefined
    ? null
    : refusal("repeated-column", `${subject} has the column "${known.get(repeated)}" twice.`);
};
