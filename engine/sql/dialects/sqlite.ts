/** SQLite. @see https://sqlite.org/lang.html */
import type { Dialect } from "../printing.ts";
import { standard } from "../standard.ts";
import { sqliteWords } from "./reserved-words.ts";

export const sqlite: Dialect = {
  name: "sqlite",
  label: "SQLite",
  identifiers: { quote: '"', reserved: sqliteWords, foldsCase: false },
  placeholder: () => "?",
  printers: {
    ...standard,
    constant: ({ value }, p) => p.write(value === null ? "NULL" : String(Number(value))),
    select: (node, p) => {
      const limit = node.limit ?? (node.offset && { body: NO_LIMIT, origins: [] });
      standard.select({ ...node, limit }, p);
    },
  },
};

/** SQLite takes OFFSET only after LIMIT; a negative limit is none. */
const NO_LIMIT = { kind: "constant", value: -1 } as const;
