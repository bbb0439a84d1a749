/** N+1: one statement for each row, where one for all would do. */
import type { StatementEvent } from "../drivers/index.ts";

/** The part of a logged statement that this rule reads. */
type Logged = Pick<StatementEvent, "number" | "cause" | "origin" | "printed">;

export type NPlusOne = {
  /** `User.posts`. */
  readonly relation: string;
  /** The statements, by their numbers. */
  readonly statements: readonly number[];
  readonly origin: StatementEvent["origin"];
  /** What to add to the query, such as `.with(u => u.posts)`. */
  readonly fix: string;
};

const fixFor = (relation: string): string => {
  const [entity = "", name = ""] = relation.split(".");
  const row = entity.charAt(0).toLowerCase();
  return `.with(${row} => ${row}.${name})`;
};

/** Relations that were loaded lazily more than once by the same words. */
export const findNPlusOne = (log: readonly Logged[]): readonly NPlusOne[] => {
  const groups = new Map<string, { relation: string; statements: number[]; first: Logged }>();
  for (const entry of log) {
    if (entry.cause.kind !== "lazy load") continue;
    const relation = entry.cause.subject ?? "";
    const key = `${relation} ${entry.origin?.start ?? ""} ${entry.printed.text}`;
    const group = groups.get(key);
    if (group) group.statements.push(entry.number);
    else groups.set(key, { relation, statements: [entry.number], first: entry });
  }
  return [...groups.values()]
    .filter(group => group.statements.length > 1)
    .map(({ relation, statements, first }) => ({
      relation,
      statements,
      origin: first.origin,
      fix: fixFor(relation),
    }));
};
