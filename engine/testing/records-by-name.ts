/** The records of a document as texts, so that two documents can be compared. */
import type { SchemaDocument } from "../schema/index.ts";
import { namedRecords } from "./models/named-records.ts";

/** Sorted texts, each a record with its properties in the order of the alphabet, and names in place of ids. */
export const recordsByName = (document: SchemaDocument): readonly string[] =>
  namedRecords(document)
    .map(record => JSON.stringify(record))
    .sort();
