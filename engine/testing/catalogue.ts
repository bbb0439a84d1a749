/** What a server knows of its tables, by the queries that tell it. */
import type { ServerDriver } from "./server-driver.ts";

export type Catalogue = Readonly<Record<string, unknown>>;

/** Answers by the names of their queries. */
export const readCatalogue = async (
  database: ServerDriver,
  queries: Readonly<Record<string, string>>,
): Promise<Catalogue> => {
  const answers: Record<string, unknown> = {};
  for (const [name, text] of Object.entries(queries)) {
    answers[name] = (await database.query(text, [])).rows;
  }
  return answers;
};
