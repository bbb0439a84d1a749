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

/** The words of a foreign key column without its `id`; empty if it has none. */
const stemOf = (column: string, target: string): readonly string[] => {
  const words = wordsOf(column);
  const last = words.at(-1) ?? "";
  if (/^(id|fk|key)$/i.test(last)) return words.slice(0, -1);
  const joined = /^(?<name>\p{L}+)id$/iu.exec(last)?.groups?.name ?? "";
  const referenced = wordsOf(entityNameFor(target)).at(-1)?.toLowerCase() ?? "";
  const isReference = referenced !== "" && joined.toLowerCase().endsWith(referenced);
  return isReference ? [...words.slice(0, -1), joined] : [];
};

/**
 * The names that the relation of foreign key columns can get, the preferred one first: `author` for `author_id`;
 * otherwise the name of the referenced entity, and then that of the column with it, such as `approved_by_person`. Keys
 * of several columns often share all but the last, such as a tenant, so that one counts. A relation does not have the
 * name of its column.
 */
export const forwardNamesFor = (
  columns: readonly string[],
  target: string,
): readonly [string, ...string[]] => {
  const column = columns.at(-1) ?? "";
  const isComposite = columns.length > 1;
  const stem = stemOf(column, target);
  const entity = wordsOf(entityNameFor(target));
  const plain = stem.length > 0 && !isComposite ? stem : entity;
  const qualified = [...(stem.length > 0 ? stem : wordsOf(column)), ...entity];
  const first = inMannerOf(column, plain);
  const isRepeated = isComposite && inMannerOf(column, stem) === first;
  const last = isRepeated ? first : inMannerOf(column, qualified);
  return first === column || first === last ? [last] : [first, last];
};

/** What distinguishes several reverse relations to a table: the column of the key, or its relation. */
export const reverseQualifierFor = (
  columns: readonly string[],
  target: string,
  forward: string,
): string => {
  const [column = ""] = columns;
  const names = forwardNamesFor(columns, target);
  if (forward !== names.at(-1) || columns.length !== 1) return forward;
  const stem = stemOf(column, target);
  return stem.length > 0 ? inMannerOf(column, stem) : column;
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
    qualifier,
    isSelf,
  }: { readonly single: boolean; readonly qualifier: string; readonly isSelf: boolean },
): readonly [string, ...string[]] => {
  if (isSelf && qualifier === "parent") return [single ? "child" : "children"];
  const qualified = reverseNameFor(table, { single, qualifier });
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

/** The first name that is free; otherwise the last one with a number. Ignores case. */
export const firstFreeName = (
  candidates: readonly [string, ...string[]],
  taken: Iterable<string>,
): string => {
  const names = [...taken];
  const free = candidates.find(name => freeName(name, names) === name);
  return free ?? freeName(candidates.at(-1) ?? candidates[0], names);
};

/** `preferred`, or `preferred2`, `preferred3`, … when it is taken. Ignores case. */
export const freeName = (preferred: string, taken: Iterable<string>): string => {
  const names = new Set([...taken].map(name => name.toLowerCase()));
  if (!names.has(preferred.toLowerCase())) return preferred;
  let count = 2;
  while (names.has(`${preferred}${count}`.toLowerCase())) count += 1;
  return `${preferred}${count}`;
};
