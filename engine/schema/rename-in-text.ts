/** Renames a column within SQL that a person wrote, such as the condition of a check. */

// Texts and comments are passed over; a name before a parenthesis is a function.
const WORD =
  /'(?:[^']|'')*'|--[^\n]*|\/\*[\s\S]*?\*\/|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|[\p{L}_][\p{L}\p{N}_$]*(?=(\s*\()?)/gu;

const PLAIN = /^[a-z_][a-z0-9_]*$/i;

/** The name that a word stands for; null for a text or a comment. */
const nameOf = (word: string): string | null => {
  const quote = word.charAt(0);
  if (quote === "'" || quote === "-" || quote === "/") return null;
  if (quote === "[") return word.slice(1, -1);
  if (quote === '"' || quote === "`") {
    return word.slice(1, -1).replaceAll(quote + quote, quote);
  }
  return word;
};

const written = (name: string, word: string): string => {
  const wasPlain = PLAIN.test(word);
  return wasPlain && PLAIN.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
};

/** The SQL with every mention of the column `from` under its new name. */
export const renameInText = (sql: string, from: string, to: string): string =>
  sql.replaceAll(WORD, (word: string, call: string | undefined) => {
    const name = nameOf(word);
    const isMention = name !== null && name.toLowerCase() === from.toLowerCase();
    return isMention && call === undefined ? written(to, word) : word;
  });
