/** PostgreSQL. @see https://www.postgresql.org/docs/current/sql.html */
import { jsonRowsPrinter } from "../json-rows.ts";
import type { Dialect } from "../printing.ts";
import { standard } from "../standard.ts";
import { postgresWords } from "./reserved-words.ts";

/** @see https://www.postgresql.org/docs/current/functions-json.html */
const jsonRows = jsonRowsPrinter({
  row: "json_build_array",
  rows: "json_agg",
  forms: {
    plain: ["", ""],
    hex: ["encode(", ", 'hex')"],
    exact: ["CAST(", " AS text)"],
    text: ["CAST(", " AS text)"],
    json: ["", ""],
  },
  emptyHexOfNull: false,
  keptRow: ["", ""],
  order: "gathered",
});

export const postgres: Dialect = {
  name: "postgres",
  label: "PostgreSQL",
  identifiers: { quote: '"', reserved: postgresWords, foldsCase: true },
  placeholder: number => `$${number}`,
  printers: { ...standard, jsonRows },
};
