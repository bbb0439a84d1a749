/** How well a name matches a search text. */

const EXACT = 0;
const PREFIX = 1;
const WORD = 2;
const PART = 3;
/** After a column that contains the text, which adds `COLUMN`. */
const LETTERS = 9;

/** What the rank of a column adds to that of a table. */
export const COLUMN = 4;

/** Lower is better; null if the name does not match. `term` is in lower case. */
export const matchRank = (name: string, term: string): number | null => {
  const lower = name.toLowerCase();
  if (lower === term) return EXACT;
  if (lower.startsWith(term)) return PREFIX;
  if (startsWord(name, term)) return WORD;
  if (lower.includes(term)) return PART;
  return hasLetters(lower, term) ? LETTERS : null;
};

/** The best rank of several names. */
export const bestRank = (names: readonly string[], term: string): number | null => {
  const ranks = names.flatMap(name => matchRank(name, term) ?? []);
  return ranks.length === 0 ? null : Math.min(...ranks);
};

/** Whether the text is more than a few letters of a name. */
export const isText = (rank: number | null): boolean => rank !== null && rank < LETTERS;

/** Whether a word of `order_item` or `OrderItem` starts with the text. */
const startsWord = (name: string, term: string): boolean => {
  const lower = name.toLowerCase();
  for (let at = lower.indexOf(term, 1); at > 0; at = lower.indexOf(term, at + 1)) {
    if (
      /^[^a-z0-9]/.test(lower[at - 1] ?? "") ||
      /[a-z0-9][A-Z]/.test(name.slice(at - 1, at + 1))
    ) {
      return true;
    }
  }
  return false;
};

/** Whether the letters of the text occur in this order. */
const hasLetters = (name: string, term: string): boolean => {
  let at = 0;
  for (const letter of name) if (letter === term[at]) at += 1;
  return at === term.length;
};
