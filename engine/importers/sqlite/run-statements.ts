/** Runs a script statement by statement. Failures are reported, and the other statements run. */
import { type Diagnostic, error, type TextRange, warning } from "../../base/index.ts";
import type { EmbeddedDriver } from "../../drivers/index.ts";
import { foldedName } from "../../schema/index.ts";
import type { ImportTools } from "../importer.ts";
import type { OtherObject } from "./catalogue.ts";
import { type SourceStatement, splitStatements } from "./split-statements.ts";
import { isSign, isWord, nameOf, type Token, tokensOf } from "./tokens.ts";
import { readVirtualTable } from "./virtual-tables.ts";

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

/** Errors of a statement that mentions what does not exist; a trigger fails with them, too. */
const MISSING = /^no such |has no column named |^unknown /;

/** The tokens from the verb of a statement that changes rows; common table expressions may precede it. */
const fromVerb = (text: string): readonly Token[] => {
  const tokens = tokensOf(text);
  let depth = 0;
  const start = tokens.findIndex(token => {
    if (isSign(token, "(")) depth += 1;
    if (isSign(token, ")")) depth -= 1;
    return depth === 0 && isWord(token, "INSERT", "REPLACE", "UPDATE", "DELETE");
  });
  return start === 0 || isWord(tokens[0], "WITH") ? tokens.slice(Math.max(start, 0)) : [];
};

/** The table that a statement changes. */
const changedTable = ({ text }: SourceStatement): string | null => {
  const [, ...rest] = fromVerb(text);
  const tokens = isWord(rest[0], "OR") ? rest.slice(2) : rest;
  const [name, dot, other] = isWord(tokens[0], "INTO", "FROM") ? tokens.slice(1) : tokens;
  if (!name) return null;
  return nameOf(isSign(dot, ".") && other ? other : name);
};

/** Runs a statement without the triggers of its table, which are left out in any case. Returns whether it succeeds. */
const runWithoutTriggers = (database: EmbeddedDriver, statement: SourceStatement): boolean => {
  const table = changedTable(statement);
  if (table === null) return false;
  const { rows } = database.query(
    "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND lower(tbl_name) = lower(?)",
    [table],
  );
  if (rows.length === 0) return false;
  try {
    database.transaction(() => {
      for (const [name] of rows) database.query(`DROP TRIGGER ${quoted(String(name))}`);
      database.query(statement.text);
    });
    return true;
  } catch {
    return false;
  }
};

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Runs the statements, and remembers what is left out. */
class ScriptRun {
  readonly failures = new Failures();
  readonly #database: EmbeddedDriver;
  readonly #leftOut = new Map<string, OtherObject>();

  constructor(database: EmbeddedDriver) {
    this.#database = database;
  }

  /** Virtual tables whose module SQLite does not have here, and triggers that mention them. */
  get others(): readonly OtherObject[] {
    return [...this.#leftOut.values()];
  }

  run(statement: SourceStatement): void {
    try {
      this.#database.query(statement.text);
    } catch (thrown) {
      this.#recover(statement, messageOf(thrown));
    }
  }

  #recover(statement: SourceStatement, message: string): void {
    const virtual = readVirtualTable(tokensOf(statement.text));
    if (virtual && message.startsWith("no such module")) {
      this.#leftOut.set(foldedName(virtual.name), { kind: "virtual table", name: virtual.name });
      return;
    }
    const table = changedTable(statement);
    if (table !== null && this.#leftOut.has(foldedName(table))) return;
    const triggers = readTriggers(this.#database);
    if (MISSING.test(message) && runWithoutTriggers(this.#database, statement)) {
      const rest = new Set(readTriggers(this.#database));
      for (const name of triggers.filter(one => !rest.has(one))) {
        this.#leftOut.set(`trigger ${name}`, { kind: "trigger", name });
      }
      return;
    }
    this.failures.add(message, rangeOf(statement, message));
  }
}

const readTriggers = (database: EmbeddedDriver): readonly string[] =>
  database
    .query("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
    .rows.map(([name]) => String(name));

type RunOptions = { readonly database: EmbeddedDriver } & Pick<ImportTools, "checkpoint">;

export type RunOutcome = {
  readonly failures: readonly Diagnostic[];
  /** Objects that are not in the database, and that a document does not support. */
  readonly others: readonly OtherObject[];
};

/** Runs every statement of `source` in an empty database. */
export const runStatements = async (
  source: string,
  { database, checkpoint }: RunOptions,
): Promise<RunOutcome> => {
  const script = new ScriptRun(database);
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
    } else script.run(statement);
  }
  commitOpenTransaction(database);
  return {
    failures: [...diagnostics, ...script.failures.diagnostics()],
    others: script.others,
  };
};
