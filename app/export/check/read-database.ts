/** Reads the tables of a SQLite database. Loaded when a check has one. */
import { importers, randomIds, type SchemaDocument } from "../../../engine/index.ts";
import { loadSqlite } from "../../sqlite/index.ts";

export const readDatabase = async (bytes: Uint8Array): Promise<SchemaDocument> => {
  const importer = importers.find(({ id }) => id === "sqlite-file");
  if (!importer) throw new Error("no importer of SQLite files");
  const openDatabase = await loadSqlite();
  const tools = { openDatabase, newId: randomIds(Math.random), checkpoint: async () => {} };
  const { value } = await importer.import({ name: null, bytes, text: null }, tools);
  value.database?.close();
  return value.document;
};
