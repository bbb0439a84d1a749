/** The constraint in SQLite's words: `UNIQUE constraint failed: users.email, users.city`. */
import type { BrokenConstraint } from "./driver.ts";

const FAILED = /^(UNIQUE|NOT NULL|CHECK|FOREIGN KEY) constraint failed(?:: (.*))?$/s;

const KINDS: Readonly<Record<string, BrokenConstraint["kind"]>> = {
  UNIQUE: "unique",
  "NOT NULL": "not null",
  CHECK: "check",
  "FOREIGN KEY": "foreign key",
};

/** Reads the message; null for one that is about no constraint. */
export const sqliteConstraint = (message: string): BrokenConstraint | null => {
  const found = FAILED.exec(message);
  const kind = KINDS[found?.[1] ?? ""];
  if (!found || !kind) return null;
  const names = kind === "unique" || kind === "not null" ? (found[2] ?? "").split(", ") : [];
  const split = names.map(name => name.lastIndexOf("."));
  const [first] = names;
  return {
    kind,
    table: first === undefined ? null : first.slice(0, split[0]),
    columns: names.map((name, index) => name.slice((split[index] ?? -1) + 1)),
  };
};
