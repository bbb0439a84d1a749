/** Runs a script statement by statement. Failures are reported, and the other statements run. */
import { type Diagnostic, error, type TextRange, warning } from "../../base/index.ts";
import type { EmbeddedDriver } from "../../drivers/index.ts";
import type { ImportTools } from "../importer.ts";
import { type SourceStatement, splitStatements } from "./split-statements.ts";
import { isSign, isWord, tokensOf } from "./tokens.ts";

/** The minimum number of characters between checkpoints. */
const MIN_STRIDE = 4_096;

type Failure = { readonly message: string; readonly range: TextRange; readonly count: number };

/**
 * Settings that are skipped: rows may come in any order, and foreign keys are checked at the end; the row store is
 * UTF-8, and other files of this database do not exist.
 */
const isSkippedSetting = ({ head: [pragma, name] }: SourceStatement): boolean =>
  isWord(pragma, "PRAGMA") &&
  isWord(name, "FOREIGN_KEYS", "ENCODING", "JOURNAL_MODE", "LOCKING_MODE");

const isShellCommand = ({ head: [dot] }: SourceStatement): boolean => isSign(dot, ".");

/** The range of an error: the token x for `near "x": syntax error`, otherwise the whole statement. */
const rangeOf = (statement: SourceStatement, message: string): TextRange => {
  const near = /^near "([\s\S]+)": syntax error/.exec(message)?.[1];
  const places =
    near === undefined ? [] : tokensOf(statement.text).filter(({ text }) => text === near);
  const [place] = places;
  const { start, end } = statement;
  if (!place || places.length > 1) return { start, end };
  return { start: start + place.start, end: start + place.end };
};

const shortest = (text: string): string => text.replaceAll(/\s+/g, " ").slice(0, 60);

const hintFor = (message: string): string => {
  const table = /^no such table: (.*)/.exec(message)?.[1];
  if (table !== undefined)
    return `"${table}" is not created before this statement, or its CREATE TABLE failed.`;
  if (/already exists$/.test(message)) return "The first definition is kept.";
  if (/syntax error$/.test(message)) return "This importer reads the SQL dialect of SQLite.";
  return "The other statements are read.";
};

/** Groups failures with the same message. */
class Failures {
  readonly #byMessage = new Map<string, Failure>();

  add(message: string, range: TextRange): void {
    const known = this.#byMessage.get(message);
    this.#byMessage.set(message, {
      message,
      range: known?.range ?? range,
      count: (known?.count ?? 0) + 1,
    });
  }

  diagnostics(): readonly Diagnostic[] {
    return [...this.#byMessage.values()].map(({ message, range, count }) => {
      const more = count > 1 ? ` (${count} statements)` : "";
      return error("statement-failed", `SQLite reports: ${message}${more}`, {
        range,
        hint: hintFor(message),
      });
    });
  }
}

const messageOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown);

/** Commits a transaction that the script left open. */
const commitOpenTransaction = (database: EmbeddedDriver): void => {
  try {
    database.query("COMMIT");
  } catch {
    // No transaction was open.
  }
};

const runOne = (database: EmbeddedDriver, statement: SourceStatement, failures: Failures): void => {
  try {
    database.query(statement.text);
  } catch (thrown) {
    const message = messageOf(thrown);
    failures.add(message, rangeOf(statement, message));
  }
};

type RunOptions = { readonly database: EmbeddedDriver } & Pick<ImportTools, "checkpoint">;
/** Runs every statement of `source` in an empty database. */
export const runStatements = async (
  source: string,
  { database, checkpoint }: RunOptions,
): Promise<readonly Diagnostic[]> => {
  const failures = new Failures();
  const diagnostics: Diagnostic[] = [];
  database.query("PRAGMA foreign_keys = OFF");
  database.query("PRAGMA journal_mode = MEMORY");
  const stride = Math.max(MIN_STRIDE, source.length / 100);
  let next = 0;
  for (const statement of splitStatements(source)) {
    if (statement.start >= next) {
      await checkpoint(statement.start / source.length);
      next = statement.start + stride;
    }
    if (isSkippedSetting(statement)) continue;
    if (isShellCommand(statement)) {
      const message = `"${shortest(statement.text)}" is a command of the sqlite3 program and is ignored.`;
      diagnostics.push(warning("shell-command", message, { range: statement }));
    } else runOne(database, statement, failures);
  }
  commitOpenTransaction(database);
  return [...diagnostics, ...failures.diagnostics()];
};
