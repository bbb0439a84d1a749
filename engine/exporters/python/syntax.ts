/** Python literals and identifiers. */

const KEYWORDS: ReadonlySet<string> = new Set(
  `False None True and as assert async await break class continue def del elif else except finally
   for from global if import in is lambda nonlocal not or pass raise return try while with yield`.split(
    /\s+/,
  ),
);

export const isKeyword = (name: string): boolean => KEYWORDS.has(name);

const count = (text: string, character: string): number => text.split(character).length - 1;

/**
 * A string literal: the escapes of JSON are also escapes of Python. In double quotes, or in single quotes where these
 * need fewer escapes, as Python's formatters write it.
 */
export const literal = (text: string): string => {
  const double = JSON.stringify(text);
  if (count(text, "'") >= count(text, '"')) return double;
  const inner = double.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${inner}'`;
};

/** A name of letters, digits and underscores, in the normal form in which Python compares names. */
export const identifierFor = (name: string): string => {
  const letters = name.normalize("NFKC").replaceAll(/[^\p{ID_Continue}]/gu, "_");
  return /^[\p{ID_Start}_]/u.test(letters) ? letters : `_${letters}`;
};
