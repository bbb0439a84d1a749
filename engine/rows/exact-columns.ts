/** Columns whose whole numbers JavaScript, or its binding to SQLite, would make fractions or round. */
import type { EmbeddedDriver, SqlValue } from "../drivers/index.ts";
import { quoted } from "./store-tables.ts";

/** A greater number is bound as a fraction. */
const GREATEST = 2_147_483_647;

/** How one column is read and written. */
export type Passage = {
  /** The expression that reads it. */
  readonly read: string;
  /** The placeholder that writes it. */
  readonly hole: string;
};

const plain = (name: string): Passage => ({ read: quoted(name), hole: "?" });

/** As text on the way, and a whole number at both ends. */
const exact = (name: string): Passage => ({
  read: `CAST(${quoted(name)} AS TEXT)`,
  hole: "CAST(? AS INTEGER)",
});

/** Nothing but whole numbers, and a great one among them. */
const question = (name: string): string => {
  const column = quoted(name);
  return `coalesce(min(typeof(${column}) IN ('integer', 'null')) AND max(${column} > ${GREATEST} OR ${column} < -${GREATEST}), 0)`;
};

/** The ways on which the values of each column pass unchanged. */
export const passagesOf = (
  database: EmbeddedDriver,
  table: string,
  names: readonly string[],
): readonly Passage[] => {
  if (names.length === 0) return [];
  const { rows } = database.query(`SELECT ${names.map(question).join(", ")} FROM ${quoted(table)}`);
  const answers: readonly SqlValue[] = rows[0] ?? [];
  return names.map((name, at) => (answers[at] === 1 ? exact(name) : plain(name)));
};
