/** A statement of a run, printed in a dialect. */
import {
  type DialectName,
  dialectOf,
  type Printed,
  print,
  UnsupportedSql,
} from "../../../engine/index.ts";
import type { StatementRun } from "../../runners/index.ts";

export type PrintedRun = {
  /** In the dialect; as executed if the dialect does not support it. */
  readonly printed: Printed;
  /** What the dialect does not support, and what to use instead. */
  readonly unsupported: { readonly message: string; readonly hint?: string | undefined } | null;
};

/** SQLite shows the statement as executed; other dialects print it from the same tree. */
export const printRun = (
  { printed, statement }: Pick<StatementRun, "printed" | "statement">,
  dialect: DialectName,
): PrintedRun => {
  if (dialect === "sqlite" || !statement) return { printed, unsupported: null };
  try {
    return { printed: print(statement, dialectOf(dialect)), unsupported: null };
  } catch (thrown) {
    if (thrown instanceof UnsupportedSql) return { printed, unsupported: thrown };
    // The tree comes from the worker, where code can replace it with anything.
    return { printed, unsupported: { message: "This statement cannot be printed." } };
  }
};
