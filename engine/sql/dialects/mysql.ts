/** MySQL 8. @see https://dev.mysql.com/doc/refman/8.0/en/sql-statements.html */

import { jsonRowsPrinter } from "../json-rows.ts";
import { COMPARISON } from "../precedence.ts";
import { type Dialect, type Printing, UnsupportedSql } from "../printing.ts";
import { operand, printAssignments, printInserted, printTarget, standard } from "../standard.ts";
import type { DateUnit, Expression, NodeOf, OrderTerm, Select } from "../tree.ts";
import { mysqlWords } from "./reserved-words.ts";
import { jsonPath } from "./sqlite.ts";

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

const withOwnEnd = <Node extends Pick<Select, "orderBy" | "limit" | "offset">>(
  node: Node,
): Node => ({
  ...node,
  limit: node.limit ?? (node.offset && { body: NO_LIMIT, origins: [] }),
  orderBy: node.orderBy && {
    ...node.orderBy,
    body: node.orderBy.body.flatMap(withoutNullsWord),
  },
});

const STARTS: Readonly<Record<DateUnit, string>> = {
  year: "%Y-01-01 00:00:00",
  month: "%Y-%m-01 00:00:00",
  day: "%Y-%m-%d 00:00:00",
  hour: "%Y-%m-%d %H:00:00",
  minute: "%Y-%m-%d %H:%i:00",
  second: "%Y-%m-%d %H:%i:%s",
};

/** There is no FILTER: what does not meet the condition is null, which aggregates leave out. */
const withoutFilter = (node: NodeOf<"call">, filter: Expression): NodeOf<"call"> => {
  const [first] = node.arguments;
  const counted: Expression =
    !first || first.kind === "star" ? { kind: "constant", value: 1 } : first;
  const only: Expression = {
    kind: "case",
    branches: [{ when: filter, then: counted }],
    otherwise: null,
  };
  return { ...node, arguments: [only, ...node.arguments.slice(1)], filter: null };
};

const textList = (node: NodeOf<"call">, p: Printing): void => {
  const [value, separator] = node.arguments;
  p.write(`group_concat(${node.distinct ? "DISTINCT " : ""}`);
  if (value) p.node(value);
  // The separator is a literal here, by MySQL's grammar; it is quoted as text.
  const text = separator?.kind === "parameter" ? String(separator.value) : ",";
  p.write(" SEPARATOR ").literal(`'${text.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`);
  p.write(")");
};

/** There is no RETURNING: generated keys are read with `last_insert_id()`. */
const refuseReturning = (items: readonly unknown[] | undefined): void => {
  if (items && items.length > 0) {
    throw new UnsupportedSql(
      "MySQL has no RETURNING.",
      "Write first, then read the rows with a query.",
    );
  }
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
  generatedKeys: "last key",
  nulls: "smallest",
  isExactAsText: false,
  mostParameters: 65_535,
  identifiers: { quote: "`", reserved: mysqlWords, foldsCase: false },
  placeholder: () => "?",
  functions: { length: "char_length", strpos: "instr" },
  castTypes: {
    integer: "signed",
    float: "double",
    decimal: "decimal(65, 30)",
    text: "char",
    date: "date",
    datetime: "datetime",
  },
  printers: {
    ...standard,
    concat: ({ operands }, p: Printing) => p.write("concat(").nodes(operands).write(")"),
    like: (node, p) => {
      if (node.insensitive) p.write("lower(").node(node.operand).write(")");
      else operand(node.operand, COMPARISON, p);
      p.write(node.negated ? " NOT LIKE " : " LIKE ");
      if (node.insensitive) p.write("lower(").node(node.pattern).write(")");
      else operand(node.pattern, COMPARISON, p);
    },
    jsonRows,
    call: (node, p) => {
      const call = node.filter ? withoutFilter(node, node.filter) : node;
      if (call.name === "string_agg") textList(call, p);
      else standard.call(call, p);
    },
    window: (node, p) => {
      if (node.frame?.unit === "groups") {
        throw new UnsupportedSql("MySQL has no GROUPS frames.", "Use rows or range.");
      }
      standard.window(node, p);
    },
    datePart: ({ operand: date, part }, p) => {
      if (part === "weekday") p.write("dayofweek(").node(date).write(") - 1");
      else p.write(`${part}(`).node(date).write(")");
    },
    dateStart: ({ operand: date, unit }, p) =>
      p.write("date_format(").node(date).write(`, '${STARTS[unit]}')`),
    dateAdd: ({ operand: date, amount, unit }, p) => {
      p.write("date_add(").node(date).write(", INTERVAL ");
      operand(amount, COMPARISON, p).write(` ${unit.toUpperCase()})`);
    },
    secondsBetween: ({ from, to }, p) =>
      p.write("timestampdiff(SECOND, ").node(from).write(", ").node(to).write(")"),
    jsonGet: ({ operand: json, path, as }, p) => {
      if (as === "number") p.write("CAST(");
      if (as !== "json") p.write("json_unquote(");
      p.write("json_extract(").node(json).write(", ").parameter(jsonPath(path)).write(")");
      if (as !== "json") p.write(")");
      if (as === "number") p.write(" AS double)");
    },
    jsonLength: ({ operand: json }, p) => p.write("json_length(").node(json).write(")"),
    givenColumn: ({ name }, p) => p.write("values(").name(name).write(")"),
    select: (node, p) => standard.select(withOwnEnd(node), p),
    compound: (node, p) => standard.compound(withOwnEnd(node), p),
    insert: (node, p) => {
      const { onConflict } = node;
      if (onConflict?.where) {
        throw new UnsupportedSql(
          "MySQL updates every row that is there already.",
          "Say the condition within the values: when(condition, new).otherwise(old).",
        );
      }
      p.write(onConflict?.assignments.length === 0 ? "INSERT IGNORE INTO " : "INSERT INTO ");
      printTarget({ table: node.table }, p);
      if (node.columns.length > 0) printInserted(node, p);
      else p.write(" () VALUES ()");
      if (!onConflict || onConflict.assignments.length === 0) return;
      p.writer.line();
      p.write("ON DUPLICATE KEY UPDATE ");
      printAssignments(onConflict.assignments, p);
    },
    update: (node, p) => {
      refuseReturning(node.returning);
      standard.update(node, p);
    },
    delete: (node, p) => {
      refuseReturning(node.returning);
      standard.delete(node, p);
    },
  },
};
