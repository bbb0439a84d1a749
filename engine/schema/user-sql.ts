/** SQL that users write: where it is in a table, the names in it, and whether it is complete. */
import { type Mention, mentionsIn } from "./column-mentions.ts";
import type { TableView } from "./views.ts";

/** One piece of user SQL of a table. */
export type UserSql = {
  /** The sentence part, such as `The check of "books"`. */
  readonly label: string;
  readonly text: string;
  /** The record that has it. */
  readonly record: string;
  readonly isDefault: boolean;
};

/** In characters. */
const LONGEST_SHOWN = 80;

/** SQL in a sentence. */
export const shortened = (text: string): string =>
  text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;

/** A check in a sentence, by its name or its condition. */
export const checkLabel = (table: string, name: string | null, text: string): string =>
  name ? `The check "${name}" of "${table}"` : `The check (${shortened(text)}) of "${table}"`;

/** Checks, formulas, expressions and conditions of indexes, and defaults. */
export const userSqlOf = ({ table, checks, indexes, columns }: TableView): readonly UserSql[] => [
  ...checks.map(({ id, name, expression: text }) => ({
    label: checkLabel(table.name, name, text),
    text,
    record: id,
    isDefault: false,
  })),
  ...indexes.flatMap(({ id, name, parts, where }) => {
    const texts = parts.flatMap(part => (part.kind === "expression" ? [part.text] : []));
    const label = `The index "${name}" of "${table.name}"`;
    return [...texts, ...(where === null ? [] : [where])].map(text => ({
      label,
      text,
      record: id,
      isDefault: false,
    }));
  }),
  ...columns.flatMap(({ id, name, generated, default: given }): readonly UserSql[] => {
    const column = `"${table.name}.${name}"`;
    if (generated?.kind === "computed") {
      const label = `The formula of ${column}`;
      return [{ label, text: generated.text, record: id, isDefault: false }];
    }
    if (given?.kind !== "expression") return [];
    return [{ label: `The default of ${column}`, text: given.text, record: id, isDefault: true }];
  }),
];

/** Words after a type, units of time and names of row ids, which no column needs to have. */
const OTHER_WORDS = new Set(
  `rowid oid _rowid_ int integer smallint bigint precision varying unsigned signed char character varchar text numeric
  decimal real float double date time timestamp datetime boolean bool blob json jsonb uuid nulls first last over
  partition rows range year quarter month week day hour minute second years months weeks days hours minutes seconds
  microsecond local current user value new old ascii symmetric escape zone at`.split(/\s+/),
);

const isOtherWord = ({ name, word }: Mention): boolean =>
  word === name && OTHER_WORDS.has(name.toLowerCase());

/** The names in SQL that are no columns, once each. */
export const unknownNames = (
  sql: string,
  isColumn: (name: string) => boolean,
): readonly string[] => {
  const unknown = mentionsIn(sql).filter(
    mention => !isColumn(mention.name) && !isOtherWord(mention),
  );
  return [...new Set(unknown.map(({ name }) => name))];
};

/** A name in the SQL of a default, which cannot use columns. */
export const unknownNameInDefault = (sql: string): string | undefined =>
  mentionsIn(sql).find(mention => !isOtherWord(mention))?.name;

const QUOTED = /'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g;

/** Whether a comment extends to the end, so that it would hide what follows the SQL in a script. */
const isOpenComment = (text: string): boolean =>
  text.startsWith("--") || (text.startsWith("/*") && !/\*\/$/.test(text.slice(2)));

const endsInComment = (sql: string): boolean => {
  const last = [...sql.matchAll(QUOTED)].at(-1);
  return last !== undefined && last.index + last[0].length === sql.length && isOpenComment(last[0]);
};

/** The SQL with a comment at its end as a block comment, which ends. */
export const withClosedComment = (sql: string): string =>
  sql.replaceAll(QUOTED, (text, at: number) => {
    const isLast = at + text.length === sql.length && isOpenComment(text);
    return isLast ? `/* ${text.slice(2).replaceAll("*/", "").trim()} */` : text;
  });

const isClosed = (rest: string): boolean => {
  let depth = 0;
  for (const sign of rest) {
    if (sign === "(") depth += 1;
    if (sign === ")") depth -= 1;
    if (depth < 0 || sign === "'" || sign === '"' || sign === "`") return false;
  }
  return depth === 0;
};

/** What makes a text no SQL in any database, as a part of a sentence; null if nothing does. */
export const sqlFault = (sql: string): string | null => {
  const rest = sql.replaceAll(QUOTED, " x ");
  if (rest.trim() === "") return "it is empty";
  if (sql.includes("\0")) return "it has a zero character";
  if (endsInComment(sql)) return "a comment is not closed";
  return isClosed(rest) ? null : "a quote or a parenthesis is not closed";
};
