/** Tools for importers in tests: a new database each time, sequential ids, no cancellation. */
import type { ImportTools } from "../importers/index.ts";
import { countedIds } from "../schema/index.ts";
import { openDatabase } from "./open-database.ts";

export const importTools = (): ImportTools => ({
  openDatabase,
  newId: countedIds(),
  checkpoint: async () => {},
});
