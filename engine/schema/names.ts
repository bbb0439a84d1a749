/** Derives names from names: class from table, relation from key. */
import pluralize from "pluralize";

const WORD = /\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{N}+|\p{Lo}+/gu;

const wordsOf = (name: string): readonly string[] => name.match(WORD) ?? [];

const capitalized = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** Names are equal if their folded forms are. SQLite ignores the case of A to Z, and no other letter's. */
export const foldedName = (name: string): string =>
  name.replaceAll(/[A-Z]+/g, letters => letters.toLowerCase());

/** Whether a database accepts the name: it is not blank, and has no zero character. */
export const isUsableName = (name: string): boolean => name.trim() !== "" && !name.includes("\0");

/** `order_items` to `OrderItem`; always an identifier. */
export const entityNameFor = (table: string): string => {
  const words = wordsOf(table);
  const last = words.at(-1);
  const singular = last === undefined ? words : [...words.slice(0, -1), pluralize.singular(last)];
  const name = singular.map(word => capitalized(word.toLowerCase())).join("");
  return /^[\p{L}_]/u.test(name) ? name : `Entity${name}`;
};

/** Whether a name is an identifier. */
export const isIdentifier = (name: string): boolean => /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name);

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

/** Joins `words` in the naming style of `model`: `author_posts` for `author_id`, otherwise `authorPosts`. */
const inMannerOf = (model: string, words: readonly string[]): string =>
  model.includes("_") || model === model.toLowerCase()
    ? words.map(word => word.toLowerCase()).join("_")
    : lowerFirst(words.map(word => capitalized(word.toLowerCase())).join(""));

/** Joins `words` in the naming style of a table, whose first letter can be upper case. */
const inCaseOf = (table: string, words: readonly string[]): string => {
  const name = inMannerOf(table, words);
  return /^\p{Lu}/u.test(table) ? capitalized(name) : name;
};

/** The relation of a foreign key column: `author_id` to `author`, `AuthorId` to `author`. */
export const forwardNameFor = (column: string, target: string): string => {
  const words = wordsOf(column);
  const stem = /^(id|fk|key)$/i.test(words.at(-1) ?? "") ? words.slice(0, -1) : words;
  const meant =
    stem.length > 0 && stem.length < words.length ? stem : wordsOf(entityNameFor(target));
  const name = inMannerOf(column, meant);
  return name === column ? `${name}_${entityNameFor(target).toLowerCase()}` : name;
};

/** The reverse relation: `posts`, or `author_posts` where several keys lead to the table. One-to-one is singular. */
export const reverseNameFor = (
  table: string,
  { single, qualifier }: { readonly single: boolean; readonly qualifier: string | null },
): string => {
  const words = [...wordsOf(table)];
  const last = words.pop() ?? "rows";
  const named = [...words, single ? pluralize.singular(last) : pluralize.plural(last)];
  return inMannerOf(table, qualifier === null ? named : [...wordsOf(qualifier), ...named]);
};

/** The names that a reverse relation can get, the preferred one first: `posts`, then `author_posts`. */
export const reverseNamesFor = (
  table: string,
  {
    single,
    forward,
    isSelf,
  }: { readonly single: boolean; readonly forward: string; readonly isSelf: boolean },
): readonly string[] => {
  if (isSelf && forward === "parent") return [single ? "child" : "children"];
  const qualified = reverseNameFor(table, { single, qualifier: forward });
  return isSelf ? [qualified] : [reverseNameFor(table, { single, qualifier: null }), qualified];
};

/**
 * The relation of a join table's key that makes a many-to-many relation have this name: `tag` for `tags`; null if none
 * does.
 */
export const foreignKeyNameForMany = (name: string): string | null => {
  const one = pluralize.singular(name);
  return pluralize.plural(one) === name ? one : null;
};

/** The foreign key column for a target: `users` to `user_id`, `Artist` to `ArtistId`. */
export const foreignKeyColumnFor = (target: string, targetColumn: string): string => {
  const words = [...wordsOf(target)];
  const last = words.pop() ?? "row";
  const stem = [...words, pluralize.singular(last)];
  if (target.includes("_") || target === target.toLowerCase()) {
    return [...stem, targetColumn].map(word => word.toLowerCase()).join("_");
  }
  const own = wordsOf(targetColumn).map(capitalized).join("");
  const prefix = stem.map(capitalized).join("");
  return own.startsWith(prefix) ? own : prefix + own;
};

/** `posts` and `tags` to `post_tags`; `users` with themselves to `user_relations`. */
export const joinTableNameFor = (one: string, other: string): string => {
  const words = [...wordsOf(one)];
  const last = pluralize.singular(words.pop() ?? "row");
  const rest = one === other ? ["relations"] : wordsOf(other);
  return inCaseOf(one, [...words, last, ...rest]);
};

/** The other side of a relation of a table with itself: `users` to `related_users`. */
export const relatedNameFor = (table: string): string =>
  inCaseOf(table, ["related", ...wordsOf(table)]);

/** `preferred`, or `preferred2`, `preferred3`, … when it is taken. Ignores case. */
export const freeName = (preferred: string, taken: Iterable<string>): string => {
  const names = new Set([...taken].map(name => name.toLowerCase()));
  if (!names.has(preferred.toLowerCase())) return preferred;
  let count = 2;
  while (names.has(`${preferred}${count}`.toLowerCase())) count += 1;
  return `${preferred}${count}`;
};
