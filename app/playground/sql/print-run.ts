/** A statement that ran, in the words of a dialect. */
import {
  type DialectName,
  dialectOf,
  type Printed,
  print,
  UnsupportedSql,
} from "../../../engine/index.ts";
import type { StatementRun } from "../../runners/index.ts";

export type PrintedRun = {
  /** As the dialect says it; where it has no words for it, as it ran. */
  readonly printed: Printed;
  /** What the dialect has no words for, and what there is instead. */
  readonly unsupported: UnsupportedSql | null;
};

/** As executed in SQLite; for the others, printed from the same tree. */
export const printRun = (
  { printed, statement }: Pick<StatementRun, "printed" | "statement">,
  dialect: DialectName,
): PrintedRun => {
  if (dialect === "sqlite" || !statement) return { printed, unsupported: null };
  try {
    return { printed: print(statement, dialectOf(dialect)), unsupported: null };
  } catch (thrown) {
    if (thrown instanceof UnsupportedSql) return { printed, unsupported: thrown };
    throw thrown;
  }
};
