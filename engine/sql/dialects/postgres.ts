/** PostgreSQL. @see https://www.postgresql.org/docs/current/sql.html */
import type { Dialect } from "../printing.ts";
import { standard } from "../standard.ts";
import { postgresWords } from "./reserved-words.ts";

export const postgres: Dialect = {
  name: "postgres",
  label: "PostgreSQL",
  identifiers: { quote: '"', reserved: postgresWords, foldsCase: true },
  placeholder: number => `$${number}`,
  printers: standard,
};
