/** Runs a script statement by statement; what fails is told, and the rest goes on. */
import { type Diagnostic, error, type TextRange, warning } from "../../base/index.ts";
import type { EmbeddedDriver } from "../../drivers/index.ts";
import { type SourceStatement, splitStatements } from "./split-statements.ts";
import { isSign, isWord, tokensOf } from "./tokens.ts";

type Failure = { readonly message: string; readonly range: TextRange; readonly count: number };

/** Rows arrive in any order; whether they fit is looked at in the end. */
const isForeignKeySwitch = ({ head: [pragma, name] }: SourceStatement): boolean =>
  isWord(pragma, "PRAGMA") && isWord(name, "FOREIGN_KEYS");

const isShellCommand = ({ head: [dot] }: SourceStatement): boolean => isSign(dot, ".");

/** `near "x": syntax error` is about the word x; another message is about the whole statement. */
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
    return `"${table}" is made nowhere before this, or its statement failed.`;
  if (/already exists$/.test(message)) return "The first one was kept.";
  if (/syntax error$/.test(message)) return "Stele reads SQLite's SQL for now.";
  return "The other statements were read.";
};

/** Failures of one kind are told once. */
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

  tell(): readonly Diagnostic[] {
    return [...this.#byMessage.values()].map(({ message, range, count }) => {
      const more = count > 1 ? ` (${count} statements)` : "";
      return error("statement-failed", `SQLite says: ${message}${more}`, {
        range,
        hint: hintFor(message),
      });
    });
  }
}

const messageOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown);

/** Leaves no transaction open that the script forgot to end. */
const commitWhatIsOpen = (database: EmbeddedDriver): void => {
  try {
    database.query("COMMIT");
  } catch {
    // None was open.
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

/** Runs every statement of `source` in an empty database. */
export const runStatements = (database: EmbeddedDriver, source: string): readonly Diagnostic[] => {
  const failures = new Failures();
  const diagnostics: Diagnostic[] = [];
  database.query("PRAGMA foreign_keys = OFF");
  database.query("PRAGMA journal_mode = MEMORY");
  for (const statement of splitStatements(source)) {
    if (isForeignKeySwitch(statement)) continue;
    if (isShellCommand(statement)) {
      const message = `"${shortest(statement.text)}" is for the sqlite3 program, and was not run.`;
      diagnostics.push(warning("shell-command", message, { range: statement }));
    } else runOne(database, statement, failures);
  }
  commitWhatIsOpen(database);
  return [...diagnostics, ...failures.tell()];
};
