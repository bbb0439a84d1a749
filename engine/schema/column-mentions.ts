/**
 * Where SQL that a person wrote, such as the condition of a check, speaks of columns. It is one text for all databases:
 * a name may stand in any quotes, or bare where it is no word of SQL.
 */

const BARE = String.raw`[\p{L}_][\p{L}\p{N}_$]*`;
// Brackets behind a name are a subscript.
const NAME = String.raw`"(?:[^"]|"")*"|\x60(?:[^\x60]|\x60\x60)*\x60|(?<![\p{L}\p{N}_"\])])\[[^\]]*\]|${BARE}`;
// Texts, comments, types and units of time.
const OTHER = String.raw`'(?:[^']|'')*'|--[^\n]*|/\*[\s\S]*?\*/|(?:as\s+|::\s*|extract\s*\(\s*)${BARE}|at\s+time\s+zone`;
// A name before a parenthesis is a function, before a point it stands for more, before a text it is a type.
const WORD = new RegExp(
  `${OTHER}|(?<qualifier>(?:${NAME})\\s*\\.\\s*)?(?<name>${NAME})(?=(?<more>\\s*[(.'])?)`,
  "giu",
);

/** What no database reads as a name unless it is quoted, and what has a meaning within an expression. */
const WORDS = new Set(
  `all analyze and any array as asc between binary both case cast check collate column constraint create cross
  current_catalog current_date current_role current_schema current_time current_timestamp current_user default desc
  distinct div else end escape except exists false for foreign from glob group having ilike in inner intersect interval
  into is isnull join leading left like limit localtime localtimestamp match mod natural not notnull null on or order
  outer overlaps placing primary references regexp right rlike row select session_user similar some symmetric table then
  to trailing true union unique unknown using values when where window with xor`.split(/\s+/),
);

const isWord = (name: string): boolean => WORDS.has(name.toLowerCase());

/** The name that a word stands for; null for a word of SQL. */
const nameOf = (word: string): string | null => {
  const quote = word.charAt(0);
  if (quote === "[") return word.slice(1, -1);
  if (quote === '"' || quote === "`") {
    return word.slice(1, -1).replaceAll(quote + quote, quote);
  }
  return isWord(word) ? null : word;
};

/** What may be the mention of a column: its name, the word in the text, and what stands before it, such as `books.`. */
export type Mention = { readonly name: string; readonly word: string; readonly qualifier: string };

type Groups = { readonly qualifier?: string; readonly name?: string; readonly more?: string };

/** The SQL with each mention, its qualifier included, as `rewrite` says it. */
export const rewriteMentions = (sql: string, rewrite: (mention: Mention) => string): string =>
  sql.replaceAll(WORD, (...found) => {
    const [whole] = found as [string];
    const { qualifier = "", name: word, more } = found.at(-1) as Groups;
    const name = word === undefined || more !== undefined ? null : nameOf(word);
    return word === undefined || name === null ? whole : rewrite({ name, word, qualifier });
  });

/** Bare only where every database reads it as it is: PostgreSQL makes capitals small. */
const written = (name: string): string =>
  /^[a-z_][a-z0-9_]*$/.test(name) && !isWord(name) ? name : `"${name.replaceAll('"', '""')}"`;

/** The SQL with every mention of the column `from` under its new name. */
export const renameInText = (sql: string, from: string, to: string): string =>
  rewriteMentions(sql, ({ name, word, qualifier }) => {
    if (name.toLowerCase() !== from.toLowerCase()) return qualifier + word;
    const stays = word === name ? written(to) : `"${to.replaceAll('"', '""')}"`;
    return qualifier + stays;
  });

/** Whether the SQL speaks of the column. */
export const mentions = (sql: string, column: string): boolean => {
  let isFound = false;
  rewriteMentions(sql, ({ name, word }) => {
    isFound ||= name.toLowerCase() === column.toLowerCase();
    return word;
  });
  return isFound;
};
