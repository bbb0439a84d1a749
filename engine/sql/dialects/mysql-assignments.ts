/**
 * Assignments in MySQL, which runs them in order: later values see the new values of earlier columns.
 * @see https://dev.mysql.com/doc/refman/8.0/en/update.html
 */
import { UnsupportedSql } from "../printing.ts";
import type { Assignment, Expression, OnConflict } from "../tree.ts";
import { nodesIn } from "../walk.ts";

/** The columns of the written row that a value reads. */
const columnsRead = (value: Expression, row: string): ReadonlySet<string> => {
  const names = new Set<string>();
  for (const part of nodesIn(value)) {
    if (part.kind === "column" && part.source === row) names.add(part.name);
  }
  return names;
};

const reject = (left: readonly Assignment[]): never => {
  const names = left.map(({ column }) => column).join(", ");
  throw new UnsupportedSql(
    `MySQL cannot assign these columns, because each value reads the old value of another: ${names}.`,
    "Load the entities, change them and save, or write the columns in separate statements.",
  );
};

/** Orders assignments so that every value reads old values. */
export const inReadOrder = (
  assignments: readonly Assignment[],
  row: string,
): readonly Assignment[] => {
  const read = new Map(assignments.map(each => [each, columnsRead(each.value, row)]));
  const ordered: Assignment[] = [];
  let left = assignments;
  while (left.length > 0) {
    const others = left;
    const next = others.find(
      each => !others.some(other => other !== each && read.get(other)?.has(each.column)),
    );
    if (!next) return reject(left);
    ordered.push(next);
    left = left.filter(each => each !== next);
  }
  return ordered;
};

/** Assignments that keep the old value of a column if the condition is not met. */
export const conditionalAssignments = (
  assignments: readonly Assignment[],
  where: NonNullable<OnConflict["where"]>,
  row: string,
): readonly Assignment[] =>
  assignments.map(({ column, value }) => ({
    column,
    value: {
      kind: "case",
      branches: [{ when: where, then: value }],
      otherwise: { kind: "column", source: row, name: column },
    },
  }));
