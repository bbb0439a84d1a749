/** A query, a bulk write or a save that the same code runs again and again, such as one for each row. */
import { groupBy, warning } from "../../base/index.ts";
import type { Advice, AdviceRule, AdvisedStatement } from "../advice.ts";

type Statements = readonly AdvisedStatement[];

/** The statements of one call of the user. */
type Call = { readonly kind: string; readonly statements: Statements };

const BEGINS = /^(?:BEGIN|SAVEPOINT)\b/;
const ENDS = /^(?:COMMIT|RELEASE|ROLLBACK)\b(?! TO\b)/;

const placeOf = ({ origin }: AdvisedStatement): string =>
  origin ? `${origin.start}-${origin.end}` : "";

/** The begin of the transaction that each statement runs in, if the same call began it. */
const transactionsOf = (
  statements: Statements,
): ReadonlyMap<AdvisedStatement, AdvisedStatement> => {
  const open: AdvisedStatement[] = [];
  const found = new Map<AdvisedStatement, AdvisedStatement>();
  for (const statement of statements) {
    const { text } = statement.printed;
    const begin = open.at(-1);
    if (statement.cause.kind !== "transaction") {
      if (begin && placeOf(begin) === placeOf(statement)) found.set(statement, begin);
    } else if (BEGINS.test(text)) open.push(statement);
    else if (ENDS.test(text)) open.pop();
  }
  return found;
};

/** Pages have the same text by nature. Lazy loads have a separate rule; eager loads follow queries. */
const isAdvised = ({ cause, query }: AdvisedStatement): boolean =>
  ["query", "write", "refresh", "raw", "flush"].includes(cause.kind) && query?.purpose !== "page";

/** Whether `load` loads a relation of one entity. The loads of a query follow it. */
const isLoadOfOne = ({ cause, printed }: AdvisedStatement, before?: AdvisedStatement): boolean =>
  cause.kind === "eager load" && before?.cause.kind !== "query" && keyIn(printed.text) !== null;

/** A bulk write may have several statements, a save any number. */
const callsOf = (statements: Statements): readonly Call[] => {
  const transactions = transactionsOf(statements);
  const advised = statements.filter(
    (each, index) => isAdvised(each) || isLoadOfOne(each, statements[index - 1]),
  );
  const calls = groupBy(advised, each => transactions.get(each) ?? each);
  return [...calls.values()].map(own => ({ kind: own[0]?.cause.kind ?? "", statements: own }));
};

/** Calls with the same place and text are repetitions. Different saves may write different rows. */
const shapeOf = ({ kind, statements: [first] }: Call): string => {
  if (!first) return kind;
  const place = placeOf(first);
  return kind === "flush" ? `${kind} ${place}` : `${kind} ${place} ${first.printed.text}`;
};

/** The column of a statement whose only condition is its value. */
const keyIn = (text: string): string | null =>
  /\bWHERE (?:\w+\.)?(\w+) = \S+(?:\s+LIMIT \S+)?\s*$/.exec(text)?.[1] ?? null;

type Description = { readonly what: string; readonly hint: string };

const queryAdvice = (entity: string, text: string): Description => {
  const key = keyIn(text) ?? "id";
  const row = entity.charAt(0).toLowerCase();
  if (/^SELECT count\(\*\)/.test(text)) {
    const fields = `{ ${key}: ${row}.${key}, count: count() }`;
    return {
      what: `The count of ${entity}`,
      hint: `Count all of them with one query: db.${entity}.groupBy(${row} => ${row}.${key}).select(${row} => (${fields})), or select the count of a relation.`,
    };
  }
  return {
    what: `The query for ${entity}`,
    hint: `Read all rows with one query: db.${entity}.where({ ${key}: [1, 2, 3] }), or load them as a relation with .with(…).`,
  };
};

const writeAdvice = (entity: string, text: string): Description => {
  const verb = text.slice(0, 6).toLowerCase();
  const list = `{ ${keyIn(text) ?? "id"}: [1, 2, 3] }`;
  if (verb === "insert") {
    return {
      what: `The insert of ${entity}`,
      hint: `Write all rows with one call, which takes a list: db.${entity}.insert([{ … }, { … }]).`,
    };
  }
  const call = verb === "delete" ? ".delete()" : ".update({ … })";
  return {
    what: `The ${verb} of ${entity}`,
    hint: `Write all rows with one statement: db.${entity}.where(${list})${call}. If each row gets another value, change the entities and save once.`,
  };
};

const describe = ({
  cause: { kind, subject },
  printed: { text },
}: AdvisedStatement): Description => {
  switch (kind) {
    case "query":
      return queryAdvice(subject ?? "", text);
    case "write":
      return writeAdvice(subject ?? "", text);
    case "flush":
      return { what: "save()", hint: "Save once, after the loop: one save writes all changes." };
    case "eager load":
      return {
        what: `The load of ${subject}`,
        hint: "Load it for all entities with one call, which takes a list: db.load(users, u => u.posts).",
      };
    case "refresh":
      return {
        what: "refresh()",
        hint: "Expire the entities with db.expire(entity), and read them with one query.",
      };
    default:
      return { what: "This SQL", hint: "Run it once for all values, with a list or a join." };
  }
};

const adviceFor = (calls: readonly Call[]): readonly Advice[] => {
  const statements = calls.flatMap(call => call.statements);
  const [first] = statements;
  if (!first || calls.length < 2) return [];
  const { what, hint } = describe(first);
  const message = `N+1: ${what} ran ${calls.length} times from the same place, such as once for each row.`;
  return [
    {
      ...warning("repeated-statement", message, {
        hint,
        ...(first.origin && { range: first.origin }),
      }),
      statements: statements.map(({ number }) => number),
      fix: null,
    },
  ];
};

export const repeatedStatement: AdviceRule = statements =>
  [...groupBy(callsOf(statements), shapeOf).values()].flatMap(adviceFor);
