/**
 * How MySQL is told what to assign: it assigns one column after the other, and later values see those before.
 * @see https://dev.mysql.com/doc/refman/8.0/en/update.html
 */
import { UnsupportedSql } from "../printing.ts";
import type { Assignment, Expression, OnConflict } from "../tree.ts";
import { nodesIn } from "../walk.ts";

/** The columns of the written row that a value asks for. */
const columnsRead = (value: Expression, row: string): ReadonlySet<string> => {
  const names = new Set<string>();
  for (const part of nodesIn(value)) {
    if (part.kind === "column" && part.source === row) names.add(part.name);
  }
  return names;
};

const refuse = (left: readonly Assignment[]): never => {
  const names = left.map(({ column }) => column).join(", ");
  throw new UnsupportedSql(
    `MySQL assigns one column after the other, and each of these asks for another as it was: ${names}.`,
    "Read the rows, change them and save; or write the columns one after the other.",
  );
};

/** A column is assigned after those whose values ask for it. */
export const asTheyWere = (
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
    if (!next) return refuse(left);
    ordered.push(next);
    left = left.filter(each => each !== next);
  }
  return ordered;
};

/** Where the condition does not hold, each column is assigned what it has. */
export const assignedWhere = (
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
