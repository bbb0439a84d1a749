/** Describes the tables that an import found. */
import { type SchemaDocument, type SchemaRecord, tableViews } from "../../engine/index.ts";
import type { ReadTables } from "./import-reader.ts";

const count = ({ records }: SchemaDocument, kind: SchemaRecord["kind"]): number =>
  [...records.values()].filter(record => record.kind === kind).length;

export const hasTables = ({ document }: ReadTables): boolean => count(document, "table") > 0;

const grouped = new Intl.NumberFormat("en");
const list = new Intl.ListFormat("en");

export const plural = (number: number, noun: string): string =>
  `${grouped.format(number)} ${noun}${number === 1 ? "" : "s"}`;

export const findingsText = (tables: ReadTables): string => {
  const { document } = tables;
  if (!hasTables(tables)) return "No table was found, so nothing changes.";
  const enums = count(document, "enum");
  const parts = [
    plural(count(document, "table"), "table"),
    plural(count(document, "column"), "column"),
    plural(count(document, "foreignKey"), "relation"),
    ...(enums > 0 ? [plural(enums, "enum")] : []),
  ];
  return `Found ${list.format(parts)}.`;
};

export type FoundTable = { readonly id: string; readonly name: string; readonly columns: number };

/** The tables in the order of their names. */
export const foundTables = ({ document }: ReadTables): readonly FoundTable[] =>
  tableViews(document)
    .map(({ table: { id, name }, columns }) => ({ id, name, columns: columns.length }))
    .toSorted((a, b) => a.name.localeCompare(b.name, "en", { numeric: true }));
