/** The index after a text in quotes that begins at `start`. */
const endOfQuoted = (sql: string, start: number): number => {
  const end = sql.indexOf(sql[start] ?? "", start + 1);
  return end < 0 ? sql.length : end + 1;
};

/** Whether the first parenthesis is closed by the last one. */
const isEnclosed = (sql: string): boolean => {
  let depth = 0;
  let at = 0;
  while (at < sql.length) {
    if (sql[at] === "(") depth += 1;
    if (sql[at] === ")") depth -= 1;
    if (depth === 0) return at > 0 && at === sql.length - 1;
    at = sql[at] === "'" || sql[at] === '"' ? endOfQuoted(sql, at) : at + 1;
  }
  return false;
};

/** SQL without the parentheses around all of it. */
export const withoutParentheses = (sql: string): string => {
  const trimmed = sql.trim();
  return isEnclosed(trimmed) ? withoutParentheses(trimmed.slice(1, -1)) : trimmed;
};
