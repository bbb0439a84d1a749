/** MySQL 8. @see https://dev.mysql.com/doc/refman/8.0/en/sql-statements.html */

import { jsonRowsPrinter } from "../json-rows.ts";
import type { StartUnit, Temporal } from "../operators.ts";
import { COMPARISON, precedenceOf } from "../precedence.ts";
import { type Dialect, type Printing, UnsupportedSql } from "../printing.ts";
import { operand, printAggregateOrder, standard } from "../standard.ts";
import { type Expression, type NodeOf, type Query, select } from "../tree.ts";
import { startPattern } from "./date-patterns.ts";
import { extremeOfTexts } from "./mysql-extremes.ts";
import { groupedOnce } from "./mysql-groups.ts";
import { inList } from "./mysql-long-lists.ts";
import { NO_LIMIT, ownTerms, withOwnEnd } from "./mysql-order.ts";
import { mysqlWrites } from "./mysql-writes.ts";
import { mysqlWords } from "./reserved-words.ts";
import { jsonPath } from "./sqlite.ts";

/** A subquery of IN cannot have a LIMIT, except inside a derived table. */
const cutApart = (query: Query): Query => {
  if (!query.limit && !query.offset) return query;
  const from = { kind: "querySource", query, alias: "cut" } as const;
  return select({ items: [{ expression: { kind: "star" }, alias: null }], from });
};

/** Calculates with a time on a fixed day: times alone would exceed 24 hours or fail. */
const moment = (value: Expression, of: Temporal, p: Printing): Printing =>
  of === "time" ? p.write("timestamp('2000-01-01', ").node(value).write(")") : p.node(value);

/** A day of the unit that has the pattern of its start: the Monday of a week, a day of the first month of a quarter. */
const printStart = (date: Expression, unit: StartUnit, p: Printing): Printing => {
  if (unit !== "week" && unit !== "quarter") return p.node(date);
  p.write("date_sub(").node(date).write(", INTERVAL ");
  if (unit === "week") return p.write("weekday(").node(date).write(") DAY)");
  return p.write("(month(").node(date).write(") + 2) % 3 MONTH)");
};

const LONGEST_GROWING_TEXT = 10_000;

const ONE: Expression = { kind: "constant", value: 1 };

/** Instead of FILTER, values that do not meet the condition become null, which aggregates ignore. */
const withoutFilter = (node: NodeOf<"call">, filter: Expression): NodeOf<"call"> => {
  const [first] = node.arguments;
  const counted: Expression = !first || first.kind === "star" ? ONE : first;
  const only: Expression = {
    kind: "case",
    branches: [{ when: filter, then: counted }],
    otherwise: null,
  };
  return { ...node, arguments: [only, ...node.arguments.slice(1)], filter: null };
};

/** A float: MySQL compares exact quotients with more digits than it returns. */
const asFloat = (value: Expression): Expression => ({
  kind: "cast",
  operand: value,
  type: "float",
});

const isNeighbour = ({ name }: NodeOf<"call">): boolean => name === "lag" || name === "lead";

/** The default of LAG and LEAD, for which MariaDB has no third argument. */
const orElse = (node: NodeOf<"window">, call: NodeOf<"call">): Expression => {
  const [value, distance, otherwise = null] = call.arguments;
  const at = (each: Expression): Expression => ({
    ...node,
    function: { ...call, arguments: distance ? [each, distance] : [each] },
  });
  const when: Expression = { kind: "isNull", operand: at(ONE), negated: true };
  return { kind: "case", branches: [{ when, then: at(value ?? ONE) }], otherwise };
};

const textList = (node: NodeOf<"call">, p: Printing): void => {
  const [value, separator] = node.arguments;
  p.write(`group_concat(${node.distinct ? "DISTINCT " : ""}`);
  if (value) p.node(value);
  // The grammar of MySQL requires a literal separator.
  printAggregateOrder(
    node.orderBy?.flatMap(term => ownTerms(term)),
    p,
  );
  const text = separator?.kind === "parameter" ? String(separator.value) : ",";
  p.write(" SEPARATOR ").literal(`'${text.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`);
  p.write(")");
};

/** `json_arrayagg` cannot sort. @see https://dev.mysql.com/doc/refman/8.0/en/json-functions.html */
const jsonRows = jsonRowsPrinter({
  row: "json_array",
  rows: "json_arrayagg",
  forms: {
    plain: ["", ""],
    hex: ["hex(", ")"],
    exact: ["CAST(", " AS char)"],
    big: ["CAST(", " AS char)"],
    // Omits a zero fraction, as all dialects do.
    text: ["trim(TRAILING '.000' FROM CAST(", " AS char))"],
    json: ["", ""],
  },
  emptyHexOfNull: false,
  subqueryRow: ["", ""],
  order: { noLimit: NO_LIMIT },
});

export const mysql: Dialect = {
  name: "mysql",
  label: "MySQL",
  generatedKeys: "last key",
  hasReturning: false,
  nulls: "smallest",
  isExactAsText: false,
  mostParameters: 65_535,
  /** An INSERT of as many rows as are written in it has its keys in a row. @see https://dev.mysql.com/doc/refman/8.0/en/innodb-auto-increment-handling.html */
  keyStep: { kind: "rawStatement", texts: ["SELECT @@auto_increment_increment"], holes: [] },
  identifiers: { quote: "`", reserved: mysqlWords, foldsCase: false },
  placeholder: () => "?",
  functions: { length: "char_length", strpos: "instr", bool_and: "min", bool_or: "max" },
  castTypes: {
    integer: "signed",
    float: "double",
    decimal: "decimal(65, 30)",
    text: "char",
    date: "date",
    datetime: "datetime(3)",
  },
  printers: {
    ...standard,
    /** Compares JSON with JSON as JSON, and with text as text. */
    parameter: (node, p) => {
      if (node.type !== "json") return standard.parameter(node, p);
      standard.parameter(node, p.write("json_extract("));
      p.write(", '$')");
    },
    arithmetic: (node, p) => {
      if (node.division === "fraction") {
        return standard.arithmetic({ ...node, left: asFloat(node.left) }, p);
      }
      if (node.division !== "whole") return standard.arithmetic(node, p);
      const own = precedenceOf(node);
      operand(node.left, own, p).write(" DIV ");
      operand(node.right, own + 1, p);
    },
    concat: ({ operands }, p: Printing) => p.write("concat(").nodes(operands).write(")"),
    like: (node, p) => {
      if (node.insensitive) p.write("lower(").node(node.operand).write(")");
      else operand(node.operand, COMPARISON, p);
      p.write(node.negated ? " NOT LIKE " : " LIKE ");
      if (node.insensitive) p.write("lower(").node(node.pattern).write(")");
      else operand(node.pattern, COMPARISON, p);
    },
    /** The start of a recursion sets the longest text and the digits of its rows. */
    cast: ({ implicit, ...node }, p) => {
      if (!implicit || node.type !== "text") standard.cast(node, p);
      else p.write("CAST(").node(node.operand).write(` AS char(${LONGEST_GROWING_TEXT}))`);
    },
    inList,
    inQuery: (node, p) => standard.inQuery({ ...node, query: cutApart(node.query) }, p),
    jsonRows,
    call: (node, p) => {
      const exact =
        node.name === "avg" ? { ...node, arguments: node.arguments.map(asFloat) } : node;
      const call = exact.filter ? withoutFilter(exact, exact.filter) : exact;
      if (call.name === "string_agg") textList(call, p);
      else standard.call(extremeOfTexts(call), p);
    },
    window: (node, p) => {
      const call = node.function;
      if (call.kind === "call" && call.arguments.length === 3 && isNeighbour(call)) {
        p.node(orElse(node, call));
        return;
      }
      if (node.frame?.unit === "groups") {
        throw new UnsupportedSql("MySQL does not support GROUPS frames.", "Use rows or range.");
      }
      standard.window({ ...node, orderBy: node.orderBy.flatMap(term => ownTerms(term)) }, p);
    },
    datePart: ({ operand: date, part }, p) => {
      if (part === "weekday") p.write("(dayofweek(").node(date).write(") - 1)");
      else p.write(`${part}(`).node(date).write(")");
    },
    dateStart: ({ operand: date, unit, as }, p) => {
      const pattern = startPattern(unit, as).replace("%M", "%i").replace("%S", "%s");
      p.write("CAST(date_format(");
      printStart(date, unit, p).write(`, '${pattern}') AS ${as})`);
    },
    dateAdd: ({ operand: date, amount, unit, as }, p) => {
      moment(date, as, p.write(as === "time" ? "time(date_add(" : "date_add("));
      operand(amount, COMPARISON, p.write(", INTERVAL ")).write(` ${unit.toUpperCase()})`);
      if (as === "time") p.write(")");
    },
    secondsBetween: ({ from, to, of }, p) => {
      moment(from, of, p.write("CAST(timestampdiff(MICROSECOND, ")).write(", ");
      moment(to, of, p).write(") AS double) / 1000000");
    },
    jsonGet: ({ operand: json, path, as }, p) => {
      if (as === "number") p.write("CAST(");
      if (as !== "json") p.write("json_unquote(nullif(CAST(");
      p.write("json_extract(").node(json).write(", ").parameter(jsonPath(path)).write(")");
      // MySQL distinguishes JSON null from NULL; the text "null" would have quotes.
      if (as !== "json") p.write(" AS char), 'null'))");
      if (as === "number") p.write(" AS double)");
    },
    jsonLength: ({ operand: json }, p) => p.write("json_length(").node(json).write(")"),
    givenColumn: ({ name }, p) => p.write("values(").name(name).write(")"),
    select: (node, p) => standard.select(groupedOnce(withOwnEnd(node)), p),
    compound: (node, p) => standard.compound(withOwnEnd(node), p),
    ...mysqlWrites,
  },
};
