/** Python literals and identifiers. */

const KEYWORDS: ReadonlySet<string> = new Set(
  `False None True and as assert async await break class continue def del elif else except finally
   for from global if import in is lambda nonlocal not or pass raise return try while with yield`.split(
    /\s+/,
  ),
);

export const isKeyword = (name: string): boolean => KEYWORDS.has(name);

/** A string literal: the escapes of JSON are also escapes of Python. */
export const literal = (text: string): string => JSON.stringify(text);

/** A name of letters, digits and underscores, in the normal form in which Python compares names. */
export const identifierFor = (name: string): string => {
  const letters = name.normalize("NFKC").replaceAll(/[^\p{ID_Continue}]/gu, "_");
  return /^[\p{ID_Start}_]/u.test(letters) ? letters : `_${letters}`;
};
