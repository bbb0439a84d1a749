/** Checks whether the stored rows of a project can be read. */
import { readSqliteHeader } from "../../engine/index.ts";

/** Rows that cannot be read. They stay in storage until the person decides. */
export type DamagedRows = {
  readonly reason: string;
  /** The content as it is stored, for a file. */
  readonly content: Uint8Array | string;
};

export type ExaminedRows = {
  readonly rows: Uint8Array | null;
  readonly damaged: DamagedRows | null;
};

/** Examines the beginning and the length; deeper damage shows when the rows are first used. */
export const examineRows = (stored: unknown): ExaminedRows => {
  if (stored === null) return { rows: null, damaged: null };
  if (!(stored instanceof Uint8Array)) {
    const content = typeof stored === "string" ? stored : JSON.stringify(stored);
    return { rows: null, damaged: { reason: "They are not the bytes of a database.", content } };
  }
  const { bytes, diagnostics } = readSqliteHeader(stored);
  if (bytes) return { rows: stored, damaged: null };
  const reason = diagnostics.map(({ message }) => message).join(" ");
  return { rows: stored, damaged: { reason, content: stored } };
};

/** Whether SQLite found that the content of a database is damaged. */
export const isDamage = (thrown: unknown): thrown is Error =>
  thrown instanceof Error && /malformed|not a database/.test(thrown.message);
