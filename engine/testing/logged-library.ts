/** The library in a new session, with a log of its statements. */
import type { StatementEvent } from "../drivers/index.ts";
import type { Api } from "../query/index.ts";
import { openDatabase } from "../session/index.ts";
import { libraryDocument, openLibrary } from "./library.ts";
import type { Database } from "./library-entities.ts";

export const openLoggedLibrary = (settings: Api.SessionSettings = {}) => {
  const log: StatementEvent[] = [];
  const { db } = openDatabase<Database>({
    document: libraryDocument,
    driver: openLibrary(),
    onStatement: event => log.push(event),
    ...settings,
  });
  return { db, log, texts: () => log.map(event => event.printed.text) };
};
