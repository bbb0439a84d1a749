/** Opens the SQLite file that a library wrote, as an import, and finds its rows by their values. */
import { sqliteFile } from "../../importers/index.ts";
import { openDatabase as openSession } from "../../session/index.ts";
import { importTools } from "../import-tools.ts";
import { storedRows } from "../stored-rows.ts";

type Entity = { where(values: object): { count(): Promise<number> } };

/** For each condition on an entity, how many rows of the file fulfil it. The file is in hexadecimal digits. */
export const countRows = async (
  file: string,
  entity: string,
  conditions: readonly object[],
): Promise<readonly number[]> => {
  const bytes = new Uint8Array(Buffer.from(file, "hex"));
  const { value } = await sqliteFile.import({ name: null, bytes, text: null }, importTools());
  const { database: driver } = storedRows(value);
  const { db } = openSession<Record<string, Entity>>({ document: value.document, driver });
  const counts: number[] = [];
  for (const values of conditions) {
    counts.push((await db[entity]?.where(values).count()) ?? 0);
  }
  return counts;
};
