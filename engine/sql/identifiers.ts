/** Identifiers, quoted where a database needs it. */

import { memoize } from "../base/index.ts";

/** The identifier rules of a database. */
export type IdentifierRules = {
  readonly quote: '"' | "`";
  /** Words that are names only if quoted, in upper case. */
  readonly reserved: ReadonlySet<string>;
  /** Whether unquoted names are folded to lower case. */
  readonly foldsCase: boolean;
};

const PLAIN = /^[A-Za-z_][A-Za-z0-9_]*$/;
const PLAIN_LOWER = /^[a-z_][a-z0-9_]*$/;

/** More than the names of a document; limits the growth by generated aliases. */
const MOST_CACHED = 10_000;

/** Quotes a name if needed. */
export type QuoteIdentifier = (name: string) => string;

/** Caches the result for each name. */
export const identifierQuoter = memoize((rules: IdentifierRules): QuoteIdentifier => {
  const cache = new Map<string, string>();
  return name => {
    const known = cache.get(name);
    if (known !== undefined) return known;
    if (cache.size >= MOST_CACHED) cache.clear();
    const quoted = quote(name, rules);
    cache.set(name, quoted);
    return quoted;
  };
});

/**
 * The name, quoted if needed.
 * @throws RangeError for names that no database accepts: empty ones, and those with a zero character
 */
export const quoteIdentifier = (name: string, rules: IdentifierRules): string =>
  identifierQuoter(rules)(name);

const quote = (name: string, rules: IdentifierRules): string => {
  if (name === "" || name.includes("\0")) {
    throw new RangeError(`${JSON.stringify(name)} cannot be a name in SQL`);
  }
  const shape = rules.foldsCase ? PLAIN_LOWER : PLAIN;
  if (shape.test(name) && !rules.reserved.has(name.toUpperCase())) return name;
  return rules.quote + name.replaceAll(rules.quote, rules.quote + rules.quote) + rules.quote;
};
