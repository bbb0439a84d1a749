/** The constraint in SQLite's words: `UNIQUE constraint failed: users.email, users.city`. */
import type { BrokenConstraint } from "./driver.ts";

const FAILED = /^(UNIQUE|NOT NULL|CHECK|FOREIGN KEY) constraint failed(?:: (.*))?$/s;

const KINDS: Readonly<Record<string, BrokenConstraint["kind"]>> = {
  UNIQUE: "unique",
  "NOT NULL": "not null",
  CHECK: "check",
  "FOREIGN KEY": "foreign key",
};

/** Every column stands after its table, which is the same for all: `t.a, t.b`. Names may have dots and commas. */
const readColumns = (text: string): Omit<BrokenConstraint, "kind"> => {
  const dots = [...text.matchAll(/\./g)].map(({ index }) => index);
  const isTable = (end: number): boolean => text.includes(`, ${text.slice(0, end)}.`);
  const end = dots.find(isTable) ?? dots.at(-1);
  // An index over an expression is named instead.
  if (end === undefined) return { table: null, columns: [] };
  const table = text.slice(0, end);
  return { table, columns: text.slice(end + 1).split(`, ${table}.`) };
};

/** Reads the message; null for one that is about no constraint. */
export const sqliteConstraint = (message: string): BrokenConstraint | null => {
  const found = FAILED.exec(message);
  const kind = KINDS[found?.[1] ?? ""];
  if (!found || !kind) return null;
  const names = kind === "unique" || kind === "not null" ? found[2] : undefined;
  return names === undefined ? { kind, table: null, columns: [] } : { kind, ...readColumns(names) };
};
