/** Describes the tables that an import found. */
import type { ReadTables } from "./import-reader.ts";

const count = ({ document }: ReadTables, kind: "table" | "foreignKey"): number =>
  [...document.records.values()].filter(record => record.kind === kind).length;

export const hasTables = (tables: ReadTables): boolean => count(tables, "table") > 0;

const plural = (number: number, noun: string): string =>
  number === 1 ? `1 ${noun}` : `${number} ${noun}s`;

export const findingsText = (tables: ReadTables): string =>
  hasTables(tables)
    ? `Found ${plural(count(tables, "table"), "table")} and ${plural(count(tables, "foreignKey"), "relation")}.`
    : "No table was found, so nothing changes.";
