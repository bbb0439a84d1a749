/** What a session is opened with. */
import type { TextRange } from "../base/index.ts";
import type { Driver, StatementListener } from "../drivers/index.ts";
import type { Api, CallSites } from "../query/index.ts";
import type { SchemaDocument } from "../schema/index.ts";
import type { EventQuery } from "./statements/statements.ts";

/** The result of a query of the user. */
export type QueryOutcome = {
  readonly origin: TextRange | undefined;
  readonly value: readonly unknown[];
  /** The name of the entity, if the result consists of entities. */
  readonly entity: string | null;
};

export type SessionOptions = Api.SessionSettings & {
  readonly document: SchemaDocument;
  readonly driver: Driver;
  /** Called after each statement. */
  readonly onStatement?: StatementListener<EventQuery>;
  /** Called with each result. */
  readonly onOutcome?: (outcome: QueryOutcome) => void;
  /** Milliseconds, for statement events. */
  readonly now?: () => number;
  readonly callSites?: CallSites;
  /** Whether a transaction is open already: `save` then creates a savepoint in it. */
  readonly insideTransaction?: boolean;
};

/** The options that are not settings. */
const OPTIONS: ReadonlySet<string> = new Set<keyof Omit<SessionOptions, keyof Api.SessionSettings>>(
  ["document", "driver", "onStatement", "onOutcome", "now", "callSites", "insideTransaction"],
);

/** The settings among the options; null if there are none, as in most sessions. */
export const settingsIn = (options: SessionOptions): Api.SessionSettings | null => {
  const names = Object.keys(options).filter(name => !OPTIONS.has(name));
  if (names.length === 0) return null;
  return Object.fromEntries(names.map(name => [name, options[name as keyof SessionOptions]]));
};
