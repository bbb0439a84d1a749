/** Takes the rows of an import through the row store into the database of its design, as the application does. */
import { present } from "../base/index.ts";
import type { EmbeddedDriver } from "../drivers/index.ts";
import type { Imported } from "../importers/index.ts";
import { absorb, materialize } from "../rows/index.ts";
import type { SchemaDocument } from "../schema/index.ts";
import { openDatabase } from "./open-database.ts";

/** The database of a design with the rows of a store. */
export const databaseOf = (document: SchemaDocument, store: EmbeddedDriver) => {
  const database = openDatabase();
  const { diagnostics } = materialize(document, store, database);
  return { database, diagnostics };
};

export const storedRows = ({ document, database }: Imported) => {
  const store = openDatabase();
  absorb(document, present(database, "an imported database"), store);
  return { store, ...databaseOf(document, store) };
};
