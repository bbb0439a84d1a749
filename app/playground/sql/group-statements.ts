/** Groups consecutive statements that differ only in their parameters. */
import type { StatementRun } from "../../runners/index.ts";

export type StatementGroup = {
  readonly first: StatementRun;
  readonly count: number;
};

const isRepetition = (a: StatementRun, b: StatementRun): boolean =>
  a.printed.text === b.printed.text &&
  a.origin?.start === b.origin?.start &&
  a.cause.kind === b.cause.kind;

export const groupStatements = (statements: readonly StatementRun[]): readonly StatementGroup[] => {
  const groups: StatementGroup[] = [];
  for (const statement of statements) {
    const last = groups.at(-1);
    if (last && isRepetition(last.first, statement)) {
      groups[groups.length - 1] = { first: last.first, count: last.count + 1 };
    } else groups.push({ first: statement, count: 1 });
  }
  return groups;
};
