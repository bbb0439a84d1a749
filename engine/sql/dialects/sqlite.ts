/** SQLite. @see https://sqlite.org/lang.html */
import { jsonRowsPrinter } from "../json-rows.ts";
import type { Dialect } from "../printing.ts";
import { standard } from "../standard.ts";
import { sqliteWords } from "./reserved-words.ts";

/** SQLite forgets that text is JSON when it leaves a subquery. @see https://sqlite.org/json1.html */
const jsonRows = jsonRowsPrinter({
  row: "json_array",
  rows: "json_group_array",
  forms: {
    plain: ["", ""],
    hex: ["hex(", ")"],
    exact: ["", ""],
    text: ["", ""],
    json: ["json(", ")"],
  },
  emptyHexOfNull: true,
  keptRow: ["json(", ")"],
  order: "gathered",
});

export const sqlite: Dialect = {
  name: "sqlite",
  label: "SQLite",
  identifiers: { quote: '"', reserved: sqliteWords, foldsCase: false },
  placeholder: () => "?",
  printers: {
    ...standard,
    constant: ({ value }, p) => p.write(value === null ? "NULL" : String(Number(value))),
    jsonRows,
    select: (node, p) => {
      const limit = node.limit ?? (node.offset && { body: NO_LIMIT, origins: [] });
      standard.select({ ...node, limit }, p);
    },
  },
};

/** SQLite takes OFFSET only after LIMIT; a negative limit is none. */
const NO_LIMIT = { kind: "constant", value: -1 } as const;
