/** Python as text: literals, identifiers, and calls laid out within a line's length. */

/** The length of a line that Python's formatters keep to. */
export const LINE_LENGTH = 88;

const KEYWORDS: ReadonlySet<string> = new Set(
  `False None True and as assert async await break class continue def del elif else except finally
   for from global if import in is lambda nonlocal not or pass raise return try while with yield`.split(
    /\s+/,
  ),
);

export const isKeyword = (name: string): boolean => KEYWORDS.has(name);

/** The escapes of JSON are all escapes of Python, too. */
export const literal = (text: string): string => JSON.stringify(text);

/** A name made of letters, digits and underscores; Python compares names in this normal form. */
export const identifierFor = (name: string): string => {
  const letters = name.normalize("NFKC").replaceAll(/[^\p{ID_Continue}]/gu, "_");
  return /^[\p{ID_Start}_]/u.test(letters) ? letters : `_${letters}`;
};

/** Whether a line fits; what stands deeper than a class's body is followed by a comma. */
const fits = (indent: string, line: string): boolean =>
  indent.length + line.length + (indent.length > 4 ? 1 : 0) <= LINE_LENGTH && !line.includes("\n");

/** A call on one line, on three, or with one argument a line: the first that fits. */
export const layoutCall = (head: string, parts: readonly string[], indent: string): string => {
  const line = `${head}(${parts.join(", ")})`;
  if (fits(indent, line)) return line;
  const inner = `${indent}    `;
  const joined = parts.join(", ");
  if (inner.length + joined.length <= LINE_LENGTH && !joined.includes("\n")) {
    return `${head}(\n${inner}${joined}\n${indent})`;
  }
  const comma = parts.length === 1 ? "" : ",";
  return `${head}(\n${parts.map(part => `${inner}${part}${comma}\n`).join("")}${indent})`;
};

/** A tuple on one line if it fits after `head`, else with one part a line. */
export const layoutTuple = (head: string, parts: readonly string[], indent: string): string => {
  const [first = "", ...others] = parts;
  const line = `${head}(${first}${others.length === 0 ? "," : ""}${others.map(part => `, ${part}`).join("")})`;
  if (fits(indent, line)) return line;
  const inner = `${indent}    `;
  return `${head}(\n${parts.map(part => `${inner}${part},\n`).join("")}${indent})`;
};
