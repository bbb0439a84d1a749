/** The violated constraint, from the message of SQLite: `UNIQUE constraint failed: users.email, users.city`. */
import type { BrokenConstraint } from "./driver.ts";

const FAILED = /^(UNIQUE|NOT NULL|CHECK|FOREIGN KEY) constraint failed(?:: (.*))?$/s;

const KINDS: Readonly<Record<string, BrokenConstraint["kind"]>> = {
  UNIQUE: "unique",
  "NOT NULL": "not null",
  CHECK: "check",
  "FOREIGN KEY": "foreign key",
};

/** Every column is prefixed by the same table: `t.a, t.b`. Names may contain dots and commas. */
const readColumns = (text: string): Omit<BrokenConstraint, "kind"> => {
  const dots = [...text.matchAll(/\./g)].map(({ index }) => index);
  const isTable = (end: number): boolean => text.includes(`, ${text.slice(0, end)}.`);
  const end = dots.find(isTable) ?? dots.at(-1);
  // For an index over an expression, SQLite names the index instead.
  if (end === undefined) return { table: null, columns: [] };
  const table = text.slice(0, end);
  return { table, columns: text.slice(end + 1).split(`, ${table}.`) };
};

/** Reads the message; null if it is not about a constraint. */
export const sqliteConstraint = (message: string): BrokenConstraint | null => {
  const match = FAILED.exec(message);
  const kind = KINDS[match?.[1] ?? ""];
  if (!match || !kind) return null;
  const names = kind === "unique" || kind === "not null" ? match[2] : undefined;
  return names === undefined ? { kind, table: null, columns: [] } : { kind, ...readColumns(names) };
};
