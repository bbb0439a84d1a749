/** Reads the design and the state of the rows of a SQLite database. */
import { type Report, report } from "../../base/index.ts";
import type { EmbeddedDriver } from "../../drivers/index.ts";
import type { LooseReference, NewId, SchemaDocument } from "../../schema/index.ts";
import { type OtherObject, readCatalogue } from "./catalogue.ts";
import { documentOf } from "./document.ts";
import { danglingRows } from "./foreign-key-rows.ts";
import { nameUnnamed } from "./usable-names.ts";
import { valueForms } from "./value-forms.ts";

export type ReadTables = {
  readonly document: SchemaDocument;
  readonly references: readonly LooseReference[];
};

/**
 * The design of a database. Tables and columns without a name get one, also in the database.
 * @param others Objects of the original database that a design does not support.
 */
export const readTables = (
  database: EmbeddedDriver,
  { newId, others }: { readonly newId: NewId; readonly others: readonly OtherObject[] },
): Report<ReadTables> => {
  const named = nameUnnamed(database);
  const tables = readCatalogue(database);
  const { value, diagnostics } = documentOf({ tables, others }, newId);
  return report(value, [
    ...named,
    ...diagnostics,
    ...danglingRows(database, tables),
    ...valueForms(value.document, database),
  ]);
};
