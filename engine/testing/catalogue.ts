/** The catalog of a server, read by named queries. */
import type { ServerDriver } from "./server-driver.ts";

export type Catalogue = Readonly<Record<string, unknown>>;

/** Results by the names of their queries. */
export const readCatalogue = async (
  database: ServerDriver,
  queries: Readonly<Record<string, string>>,
): Promise<Catalogue> => {
  const results: Record<string, unknown> = {};
  for (const [name, text] of Object.entries(queries)) {
    results[name] = (await database.query(text, [])).rows;
  }
  return results;
};
