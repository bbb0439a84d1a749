/**
 * Finds the columns that user SQL, such as the expression of a check, mentions. The text is the same for all databases:
 * a name may have any kind of quotes, or none where it is not a keyword.
 */

import { sameName } from "./views.ts";

const BARE = String.raw`[\p{L}_][\p{L}\p{N}_$]*`;
// Brackets after a name are a subscript.
// What is not closed extends to the end, so that no text is read twice.
const NAME = String.raw`"(?:[^"]|"")*(?:"|$)|\x60(?:[^\x60]|\x60\x60)*(?:\x60|$)|(?<![\p{L}\p{N}_"\])])\[[^\]]*(?:\]|$)|${BARE}`;
// String literals, comments, numbers, collations, types and units of time.
const OTHER = String.raw`'(?:[^']|'')*(?:'|$)|--[^\n]*|/\*[\s\S]*?(?:\*/|$)|\d[\p{L}\p{N}_.]*|collate\s+(?:"[^"]*"|${BARE})|(?:as\s+|::\s*|extract\s*\(\s*)${BARE}|at\s+time\s+zone`;
// A name before a parenthesis is a function, before a dot a qualifier, before a literal a type.
const WORD = new RegExp(
  `${OTHER}|(?<qualifier>(?:${NAME})\\s*\\.\\s*)?(?<name>${NAME})(?=(?<more>\\s*[(.'])?)`,
  "giu",
);

/** Keywords of expressions, which are names only when they are quoted. */
const WORDS = new Set(
  `all analyze and any array as asc between binary both case cast check collate column constraint create cross
  current_catalog current_date current_role current_schema current_time current_timestamp current_user default desc
  distinct div else end escape except exists false for foreign from glob group having ilike in inner intersect interval
  into is isnull join leading left like limit localtime localtimestamp match mod natural not notnull null on or order
  outer overlaps placing primary references regexp right rlike row select session_user similar some symmetric table then
  to trailing true union unique unknown using values when where window with xor`.split(/\s+/),
);

const isWord = (name: string): boolean => WORDS.has(name.toLowerCase());

/** The name that a token denotes; null for a keyword. */
const nameOf = (word: string): string | null => {
  const quote = word.charAt(0);
  if (quote === "[") return word.slice(1, -1);
  if (quote === '"' || quote === "`") {
    return word.slice(1, -1).replaceAll(quote + quote, quote);
  }
  return isWord(word) ? null : word;
};

/** A possible mention of a column: its name, the token in the text, and its qualifier, such as `books.`. */
export type Mention = { readonly name: string; readonly word: string; readonly qualifier: string };

type Groups = { readonly qualifier?: string; readonly name?: string; readonly more?: string };

/** Replaces each mention, including its qualifier, by the result of `rewrite`. */
export const rewriteMentions = (sql: string, rewrite: (mention: Mention) => string): string =>
  sql.replaceAll(WORD, (...match) => {
    const [whole] = match as [string];
    const { qualifier = "", name: word, more } = match.at(-1) as Groups;
    const name = word === undefined || more !== undefined ? null : nameOf(word);
    return word === undefined || name === null ? whole : rewrite({ name, word, qualifier });
  });

/** The mentions in a text, in order. */
export const mentionsIn = (sql: string): readonly Mention[] => {
  const found: Mention[] = [];
  rewriteMentions(sql, mention => {
    found.push(mention);
    return mention.word;
  });
  return found;
};

/** Unquoted only where every database reads the same name: PostgreSQL folds unquoted names to lower case. */
const written = (name: string): string =>
  /^[a-z_][a-z0-9_]*$/.test(name) && !isWord(name) ? name : `"${name.replaceAll('"', '""')}"`;

/** Renames every mention of the column `from`. */
export const renameInText = (sql: string, from: string, to: string): string =>
  rewriteMentions(sql, ({ name, word, qualifier }) => {
    if (!sameName(name, from)) return qualifier + word;
    const replacement = word === name ? written(to) : `"${to.replaceAll('"', '""')}"`;
    return qualifier + replacement;
  });

/** Whether the SQL mentions the column. */
export const mentions = (sql: string, column: string): boolean =>
  mentionsIn(sql).some(({ name }) => sameName(name, column));
