/** Columns with integers that JavaScript, or its binding to SQLite, would convert to floats or round. */
import type { EmbeddedDriver, SqlValue } from "../drivers/index.ts";
import { quoted } from "./store-tables.ts";

/** A larger number is bound as a float. */
const GREATEST = 2_147_483_647;

/** The SQL that reads and writes one column. */
export type Passage = {
  /** The expression that reads it. */
  readonly read: string;
  /** The placeholder that writes it. */
  readonly hole: string;
};

const plain = (name: string): Passage => ({ read: quoted(name), hole: "?" });

/** Transfers an integer as text. */
const exact = (name: string): Passage => ({
  read: `CAST(${quoted(name)} AS TEXT)`,
  hole: "CAST(? AS INTEGER)",
});

/** Whether a column has only integers, at least one of them large. */
const question = (name: string): string => {
  const column = quoted(name);
  return `coalesce(min(typeof(${column}) IN ('integer', 'null')) AND max(${column} > ${GREATEST} OR ${column} < -${GREATEST}), 0)`;
};

/** For each column, the SQL that transfers its values unchanged. */
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
