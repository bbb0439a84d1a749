/** Names in SQL text: quoted where a database would misread them, plain where it would not. */

import { memoize } from "../base/index.ts";

/** How one database writes names. */
export type IdentifierRules = {
  readonly quote: '"' | "`";
  /** Words that are not names unless quoted, in upper case. */
  readonly reserved: ReadonlySet<string>;
  /** Whether a plain name is folded to lower case, so that capitals need quotes. */
  readonly foldsCase: boolean;
};

const PLAIN = /^[A-Za-z_][A-Za-z0-9_]*$/;
const PLAIN_LOWER = /^[a-z_][a-z0-9_]*$/;

/** More names than a design has; those of generated aliases must not pile up. */
const MOST_KEPT = 10_000;

/** Writes a name as it must be written. */
export type QuoteIdentifier = (name: string) => string;

/** The same few names are written again and again, so they are looked at once. */
export const identifierQuoter = memoize((rules: IdentifierRules): QuoteIdentifier => {
  const written = new Map<string, string>();
  return name => {
    const known = written.get(name);
    if (known !== undefined) return known;
    if (written.size >= MOST_KEPT) written.clear();
    const quoted = quote(name, rules);
    written.set(name, quoted);
    return quoted;
  };
});

/**
 * The name as it must be written.
 * @throws RangeError for a name that no database takes: an empty one, or one with a zero character.
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
