/** PostgreSQL. @see https://www.postgresql.org/docs/current/sql.html */
import { jsonRowsPrinter } from "../json-rows.ts";
import type { Dialect } from "../printing.ts";
import { standard } from "../standard.ts";
import type { Expression } from "../tree.ts";
import { postgresWords } from "./reserved-words.ts";

/** Beside a whole number, PostgreSQL takes a parameter for a whole number too, unless told. */
const typed = (operand: Expression): Expression =>
  operand.kind === "parameter" && typeof operand.value === "number" && operand.value % 1 !== 0
    ? { kind: "cast", operand, type: "float" }
    : operand;
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
  generatedKeys: "returning",
  nulls: "largest",
  isExactAsText: true,
  mostParameters: 65_535,
  identifiers: { quote: '"', reserved: postgresWords, foldsCase: true },
  placeholder: number => `$${number}`,
  functions: {},
  castTypes: {
    integer: "integer",
    float: "double precision",
    decimal: "numeric",
    text: "text",
    date: "date",
    datetime: "timestamp",
  },
  printers: {
    ...standard,
    jsonRows,
    arithmetic: (node, p) =>
      standard.arithmetic({ ...node, left: typed(node.left), right: typed(node.right) }, p),
    /** Only a numeric can be rounded to digits. */
    call: (node, p) => {
      const [value, digits] = node.arguments;
      if (node.name !== "round" || !value || !digits) return standard.call(node, p);
      const operand = { kind: "cast", operand: value, type: "decimal" } as const;
      standard.call({ ...node, arguments: [operand, digits] }, p);
    },
  },
};
