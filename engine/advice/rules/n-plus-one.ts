/** N+1: a relation is loaded with one statement for each row instead of one for all. */
import { groupBy, warning } from "../../base/index.ts";
import type { Advice, AdviceRule, AdvisedStatement, Fix } from "../advice.ts";

type Statements = readonly AdvisedStatement[];

/** The call that loads the relation with the query, such as `.with(u => u.posts)`. */
const withCall = (entity: string, relation: string): string => {
  const row = entity.charAt(0).toLowerCase();
  return `.with(${row} => ${row}.${relation})`;
};

/** The query that loaded the rows: the last one of their entity that returned several. */
const queryOf = (entity: string, before: number, statements: Statements) =>
  statements.findLast(
    ({ number, cause, rowCount }) =>
      number < before && cause.kind === "query" && cause.subject === entity && rowCount > 1,
  );

const fixFor = (subject: string, first: AdvisedStatement, statements: Statements): Fix | null => {
  const [entity = "", relation = ""] = subject.split(".");
  const origin = queryOf(entity, first.number, statements)?.origin;
  if (!origin) return null;
  const range = { start: origin.end, end: origin.end };
  return {
    label: `Load ${subject} with the query`,
    edit: { range, text: withCall(entity, relation) },
  };
};

const adviceFor = (group: Statements, statements: Statements): readonly Advice[] => {
  const [first] = group;
  const subject = first?.cause.subject;
  if (!first || !subject || group.length < 2) return [];
  const [entity = "", relation = ""] = subject.split(".");
  const message = `N+1: ${subject} was loaded ${group.length} times, with one statement for each row.`;
  const hint = `Add ${withCall(entity, relation)} to the query to load all of them with one statement.`;
  return [
    {
      ...warning("n-plus-one", message, { hint, ...(first.origin && { range: first.origin }) }),
      statements: group.map(({ number }) => number),
      fix: fixFor(subject, first, statements),
    },
  ];
};

/** Relations that the same code has loaded lazily more than once. */
export const nPlusOne: AdviceRule = statements => {
  const loads = statements.filter(({ cause }) => cause.kind === "lazy load");
  const groups = groupBy(loads, ({ cause, origin, printed }) =>
    [cause.subject, origin?.start, printed.text].join("\n"),
  );
  return [...groups.values()].flatMap(group => adviceFor(group, statements));
};
