/** MySQL 8. @see https://dev.mysql.com/doc/refman/8.0/en/sql-statements.html */

import { jsonRowsPrinter } from "../json-rows.ts";
import { COMPARISON } from "../precedence.ts";
import type { Dialect, Printing } from "../printing.ts";
import { operand, standard } from "../standard.ts";
import type { OrderTerm } from "../tree.ts";
import { mysqlWords } from "./reserved-words.ts";

/** MySQL takes OFFSET only after LIMIT; its manual gives this number for "no limit". */
const NO_LIMIT = { kind: "raw", texts: ["18446744073709551615"], holes: [] } as const;

/** MySQL has no NULLS FIRST or LAST: whether the value is null is sorted by before the value. */
const withoutNullsWord = (term: OrderTerm): readonly OrderTerm[] => {
  if (!term.nulls) return [term];
  const isNull = { kind: "isNull", operand: term.expression, negated: false } as const;
  return [
    { expression: isNull, descending: term.nulls === "first", nulls: null },
    { ...term, nulls: null },
  ];
};

/** `json_arrayagg` cannot sort. @see https://dev.mysql.com/doc/refman/8.0/en/json-functions.html */
const jsonRows = jsonRowsPrinter({
  row: "json_array",
  rows: "json_arrayagg",
  forms: {
    plain: ["", ""],
    hex: ["hex(", ")"],
    exact: ["CAST(", " AS char)"],
    text: ["CAST(", " AS char)"],
    json: ["", ""],
  },
  emptyHexOfNull: false,
  keptRow: ["", ""],
  order: { noLimit: NO_LIMIT },
});

export const mysql: Dialect = {
  name: "mysql",
  label: "MySQL",
  identifiers: { quote: "`", reserved: mysqlWords, foldsCase: false },
  placeholder: () => "?",
  printers: {
    ...standard,
    concat: ({ operands }, p: Printing) => p.write("concat(").nodes(operands).write(")"),
    like: (node, p) => {
      operand(node.operand, COMPARISON, p).write(node.negated ? " NOT LIKE " : " LIKE ");
      operand(node.pattern, COMPARISON, p);
    },
    jsonRows,
    select: (node, p) => {
      const limit = node.limit ?? (node.offset && { body: NO_LIMIT, origins: [] });
      const orderBy = node.orderBy && {
        ...node.orderBy,
        body: node.orderBy.body.flatMap(withoutNullsWord),
      };
      standard.select({ ...node, limit, orderBy }, p);
    },
    /** There is no RETURNING: generated keys are read with `last_insert_id()`. */
    insert: (node, p) => {
      if (node.columns.length > 0) standard.insert({ ...node, returning: [] }, p);
      else p.write("INSERT INTO ").name(node.table).write(" () VALUES ()");
    },
  },
};
