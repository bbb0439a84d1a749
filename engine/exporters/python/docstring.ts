/** Docstrings. */
const escaped = (line: string): string =>
  line.replaceAll("\\", "\\\\").replaceAll('"""', '\\"\\"\\"').trimEnd();

/** A docstring of one line, or of several as formatters leave it, without the indentation of its first line. */
export const docstring = (text: string, indent: string): { text: string; spans: readonly [] } => {
  const [first = "", ...rest] = text.trim().split(/\r?\n/).map(escaped);
  const isSingle = rest.length === 0 && !first.endsWith('"');
  if (isSingle) {
    return { text: `"""${first}"""`, spans: [] };
  }
  const lines = rest.map(line => (line.trim() === "" ? "" : indent + line.trimStart()));
  const start = first.startsWith('"') ? ` ${first}` : first;
  return { text: [`"""${start}`, ...lines, `${indent}"""`].join("\n"), spans: [] };
};
