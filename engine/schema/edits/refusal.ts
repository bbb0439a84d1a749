/** The report of an edit that is refused: it changes nothing. */
import { error, type Report, report } from "../../base/index.ts";
import { type Diff, emptyDiff } from "../diff.ts";
import type { TableView } from "../views.ts";

export const refusal = (code: string, message: string, hint?: string): Report<Diff> =>
  report(emptyDiff, [error(code, message, hint === undefined ? {} : { hint })]);

/** Refuses a relation to a table without a primary key. */
export const refuseWithoutKey = ({ table }: TableView): Report<Diff> =>
  refusal(
    "no-primary-key",
    `"${table.name}" has no primary key to reference.`,
    "Mark a column as its primary key, or drop on the column that you mean.",
  );
