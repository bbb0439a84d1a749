/** The standard printers. A dialect overrides a few of them. */

import { isMoment, isPartOfDate, type Moment, momentTypes } from "./moments.ts";
import type { FrameBound, JsonStep, Temporal, WindowFrame } from "./operators.ts";
import { ATOM, COMPARISON, FACTOR, NEGATION, precedenceOf } from "./precedence.ts";
import type { Printers, Printing } from "./printing.ts";
import type {
  Assignment,
  CommonTable,
  Compound,
  Expression,
  Insert,
  Join,
  NodeOf,
  OnConflict,
  OrderTerm,
  Select,
  SelectItem,
  Source,
} from "./tree.ts";

/** Prints an operand, in parentheses if its precedence is less than `least`. */
export const operand = (expression: Expression, least: number, p: Printing): Printing => {
  if (precedenceOf(expression) >= least) return p.node(expression);
  return p.write("(").node(expression).write(")");
};

const connective = (word: string, operands: readonly Expression[], p: Printing): void => {
  const [first, second] = operands;
  if (first && !second) {
    p.node(first);
    return;
  }
  const own = word === "AND" ? 2 : 1;
  p.writer.list(operands, each => operand(each, own + 1, p), ` ${word} `);
};

const not = (negated: boolean): string => (negated ? "NOT " : "");

const printSource = (source: Source, p: Printing): void => {
  p.writer.from(source.origin, () => {
    if (source.kind === "querySource") p.nested(source.query);
    else p.name(source.name);
    if (source.kind === "querySource" || source.alias !== source.name) {
      p.write(" AS ").name(source.alias);
    }
  });
};

const printJoin = (join: Join, p: Printing): void => {
  p.writer.line();
  p.writer.from(join.origin, () => {
    p.write(join.type === "left" ? "LEFT JOIN " : "JOIN ");
    printSource(join.source, p);
    p.write(" ON ").node(join.on);
  });
};

const printItem = ({ expression, alias }: SelectItem, p: Printing): void => {
  p.node(expression);
  const named = expression.kind === "column" && expression.name === alias;
  if (alias !== null && !named) p.write(" AS ").name(alias);
};

export const printOrderTerm = ({ expression, descending, nulls }: OrderTerm, p: Printing): void => {
  p.node(expression);
  if (descending) p.write(" DESC");
  if (nulls) p.write(` NULLS ${nulls.toUpperCase()}`);
};

/** ORDER BY within an aggregate. */
export const printAggregateOrder = (orderBy: readonly OrderTerm[] = [], p: Printing): void => {
  if (orderBy.length === 0) return;
  p.write(" ORDER BY ").writer.list(orderBy, term => printOrderTerm(term, p));
};

const printCommonTables = (tables: readonly CommonTable[] = [], p: Printing): void => {
  if (tables.length === 0) return;
  p.write(tables.some(table => table.recursive) ? "WITH RECURSIVE " : "WITH ");
  p.writer.list(
    tables,
    ({ name, columns, query }) => {
      p.name(name);
      p.write(" (").writer.list(columns, column => p.name(column));
      p.write(") AS ").nested(query);
    },
    ",\n",
  );
  p.writer.line();
};

/** ORDER BY, LIMIT and OFFSET, of a select or a compound. */
export const printEnd = (node: Pick<Select, "orderBy" | "limit" | "offset">, p: Printing): void => {
  p.clause(node.orderBy, body => {
    p.write("ORDER BY ").writer.list(body, term => printOrderTerm(term, p));
  });
  p.clause(node.limit, body => p.write("LIMIT ").node(body));
  p.clause(node.offset, body => p.write("OFFSET ").node(body));
};

const printSelect = (node: Select, p: Printing): void => {
  printCommonTables(node.with, p);
  p.write(node.distinct ? "SELECT DISTINCT " : "SELECT ");
  p.writer.flow(node.items, item => printItem(item, p));
  const { from } = node;
  if (from) {
    p.writer.line();
    p.write("FROM ");
    printSource(from, p);
  }
  for (const join of node.joins) printJoin(join, p);
  p.clause(node.where, body => p.write("WHERE ").node(body));
  p.clause(node.groupBy, body => p.write("GROUP BY ").nodes(body));
  p.clause(node.having, body => p.write("HAVING ").node(body));
  printEnd(node, p);
};

const printCompound = (node: Compound, p: Printing): void => {
  printCommonTables(node.with, p);
  node.queries.forEach((query, index) => {
    if (index > 0) {
      p.writer.line();
      p.write(node.operator).writer.line();
    }
    p.node(query);
  });
  printEnd(node, p);
};

const bound = (value: FrameBound, end: "start" | "end"): string => {
  if (value === "current" || value === 0) return "CURRENT ROW";
  if (value === "unbounded") return end === "start" ? "UNBOUNDED PRECEDING" : "UNBOUNDED FOLLOWING";
  return value < 0 ? `${-value} PRECEDING` : `${value} FOLLOWING`;
};

const frameText = ({ unit, start, end }: WindowFrame): string =>
  `${unit.toUpperCase()} BETWEEN ${bound(start, "start")} AND ${bound(end, "end")}`;

/** The window in the parentheses of OVER. */
const printWindow = (node: NodeOf<"window">, p: Printing): void => {
  const parts: (() => void)[] = [];
  if (node.partitionBy.length > 0) {
    parts.push(() => p.write("PARTITION BY ").nodes(node.partitionBy));
  }
  if (node.orderBy.length > 0) {
    parts.push(() => {
      p.write("ORDER BY ").writer.list(node.orderBy, term => printOrderTerm(term, p));
    });
  }
  const { frame } = node;
  if (frame) parts.push(() => p.write(frameText(frame)));
  p.writer.list(parts, part => part(), " ");
};

/** The assignments of an UPDATE or an upsert. */
export const printAssignments = (assignments: readonly Assignment[], p: Printing): void => {
  p.writer.list(assignments, ({ column, value }) => p.name(column).write(" = ").node(value));
};

export const printReturning = (items: readonly SelectItem[] = [], p: Printing): void => {
  if (items.length === 0) return;
  p.writer.line();
  p.write("RETURNING ").writer.list(items, item => printItem(item, p));
};

/** The written table, with its alias. */
export const printTarget = (
  { table, alias }: { readonly table: string; readonly alias?: string | null },
  p: Printing,
): void => {
  p.name(table);
  if (alias && alias !== table) p.write(" AS ").name(alias);
};

/** The rows of an INSERT: values, a query, or one row of defaults. */
export const printInserted = (node: Insert, p: Printing): void => {
  if (node.columns.length === 0) {
    p.write(" DEFAULT VALUES");
    return;
  }
  p.write(" (").writer.list(node.columns, column => p.name(column));
  p.write(")").writer.line();
  if ("kind" in node.rows) p.node(node.rows);
  else p.write("VALUES ").writer.list(node.rows, row => p.write("(").nodes(row).write(")"));
};

/** The WHERE clause of a write. */
export const printWhere = (where: Expression | null, p: Printing): void => {
  if (!where) return;
  p.writer.line();
  p.write("WHERE ").node(where);
};

const printOnConflict = (node: OnConflict, p: Printing): void => {
  const { columns, condition, assignments, where = null } = node;
  p.writer.line();
  p.write("ON CONFLICT (").writer.list(columns, column => p.name(column));
  p.write(")");
  if (condition) p.write(" WHERE ").node(condition);
  if (assignments.length === 0) {
    p.write(" DO NOTHING");
    return;
  }
  p.write(" DO UPDATE SET ");
  printAssignments(assignments, p);
  printWhere(where, p);
};

/** Whether the texts around a hole delimit it, as they do an argument. */
const isDelimited = (before: string, after: string): boolean =>
  /[(,]\s*$/.test(before) && /^\s*[),]/.test(after);

/** Nested fragments are printed as they are, other expressions in parentheses if needed. */
const printRaw = ({ texts, holes }: NodeOf<"raw" | "rawStatement">, p: Printing): void => {
  texts.forEach((text, index) => {
    p.writer.lines(text);
    const hole = holes[index];
    if (!hole) return;
    const isWhole = hole.kind === "raw" || isDelimited(text, texts[index + 1] ?? "");
    operand(hole, isWhole ? 0 : ATOM, p);
  });
};

/** A value as the operand of a calculation, with a cast unless its type is known. */
const moment = (value: Expression, needed: Moment, p: Printing): Printing =>
  isMoment(value, needed)
    ? operand(value, FACTOR, p)
    : p.write("CAST(").node(value).write(` AS ${momentTypes[needed.of]})`);

/** The result of a calculation with timestamps, cast back to its type. */
const calculated = (as: Temporal, p: Printing, print: () => void): void => {
  if (as !== "datetime") p.write("CAST(");
  print();
  if (as !== "datetime") p.write(` AS ${as})`);
};

/** A PostgreSQL array literal, in which only quotes and backslashes are escaped. */
const jsonPathText = (path: readonly JsonStep[]): string =>
  `{${path.map(step => `"${String(step).replaceAll(/["\\]/g, "\\$&")}"`).join(",")}}`;

/** All printers except that of `jsonRows`, which has no common syntax. */
export const standard: Omit<Printers, "jsonRows"> = {
  column: ({ source, name }, p) => {
    if (source !== null) p.name(source).write(".");
    p.name(name);
  },
  givenColumn: ({ name }, p) => p.write("excluded.").name(name),
  parameter: ({ value, source, repeats }, p) => p.parameter(value, source, repeats),
  constant: ({ value }, p) => p.write(String(value).toUpperCase()),
  star: (_, p) => p.write("*"),
  comparison: ({ operator, left, right }, p) => {
    operand(left, COMPARISON, p).write(` ${operator} `);
    operand(right, COMPARISON, p);
  },
  arithmetic: (node, p) => {
    const own = precedenceOf(node);
    operand(node.left, own, p).write(` ${node.operator} `);
    operand(node.right, own + 1, p);
  },
  concat: ({ operands }, p) => {
    p.writer.list(operands, each => operand(each, ATOM, p), " || ");
  },
  and: ({ operands }, p) => connective("AND", operands, p),
  or: ({ operands }, p) => connective("OR", operands, p),
  not: (node, p) => {
    p.write("NOT ");
    operand(node.operand, NEGATION, p);
  },
  isNull: (node, p) =>
    operand(node.operand, COMPARISON, p).write(node.negated ? " IS NOT NULL" : " IS NULL"),
  like: (node, p) => {
    const word = node.insensitive ? "ILIKE" : "LIKE";
    operand(node.operand, COMPARISON, p).write(` ${not(node.negated)}${word} `);
    operand(node.pattern, COMPARISON, p).write(" ESCAPE '\\'");
  },
  between: (node, p) => {
    operand(node.operand, COMPARISON, p).write(` ${not(node.negated)}BETWEEN `);
    operand(node.low, COMPARISON, p).write(" AND ");
    operand(node.high, COMPARISON, p);
  },
  inList: (node, p) => {
    operand(node.operand, COMPARISON, p).write(` ${not(node.negated)}IN (`);
    p.nodes(node.values).write(")");
  },
  inQuery: (node, p) => {
    operand(node.operand, COMPARISON, p)
      .write(` ${not(node.negated)}IN `)
      .nested(node.query);
  },
  tuple: ({ items }, p) => p.write("(").nodes(items).write(")"),
  exists: ({ query, negated }, p) => p.write(`${not(negated)}EXISTS `).nested(query),
  subquery: ({ query }, p) => p.nested(query),
  call: (node, p) => {
    p.write(
      `${p.dialect.functions[node.name] ?? node.name}(${node.distinct ? "DISTINCT " : ""}`,
    ).nodes(node.arguments);
    printAggregateOrder(node.orderBy, p);
    p.write(")");
    if (node.filter) p.write(" FILTER (WHERE ").node(node.filter).write(")");
  },
  window: (node, p) => {
    p.node(node.function).write(" OVER (");
    printWindow(node, p);
    p.write(")");
  },
  cast: ({ operand: value, type, implicit }, p) => {
    if (implicit) p.node(value);
    else p.write("CAST(").node(value).write(` AS ${p.dialect.castTypes[type]})`);
  },
  datePart: ({ operand: date, part, of }, p) => {
    const field = part === "weekday" ? "dow" : part;
    // Seconds have a fraction.
    const [before, after] = part === "second" ? ["floor(", ")"] : ["", ""];
    p.write(`CAST(${before}extract(${field} FROM `);
    moment(date, { of, orDate: isPartOfDate(part) }, p).write(`)${after} AS integer)`);
  },
  dateStart: ({ operand: date, unit, as }, p) =>
    calculated(as, p, () => moment(date, { of: as }, p.write(`date_trunc('${unit}', `)).write(")")),
  dateAdd: ({ operand: date, amount, unit, as }, p) =>
    calculated(as, p, () => {
      moment(date, { of: as, orDate: true }, p).write(" + ");
      operand(amount, FACTOR, p).write(` * interval '1 ${unit}'`);
    }),
  secondsBetween: ({ from, to, of }, p) => {
    moment(to, { of }, p.write("extract(epoch FROM ")).write(" - ");
    moment(from, { of }, p).write(")");
  },
  jsonGet: ({ operand: json, path, as }, p) => {
    if (as === "number") p.write("CAST(");
    operand(json, ATOM, p).write(as === "json" ? " #> " : " #>> ");
    p.write("CAST(").parameter(jsonPathText(path), path, true).write(" AS text[])");
    if (as === "number") p.write(` AS ${p.dialect.castTypes.float})`);
  },
  jsonLength: ({ operand: json }, p) =>
    p.write("jsonb_array_length(CAST(").node(json).write(" AS jsonb))"),
  case: ({ branches, otherwise }, p) => {
    p.write("CASE");
    for (const { when, then } of branches) {
      p.write(" WHEN ").node(when).write(" THEN ").node(then);
    }
    if (otherwise) p.write(" ELSE ").node(otherwise);
    p.write(" END");
  },
  raw: printRaw,
  rawStatement: printRaw,
  select: printSelect,
  compound: printCompound,
  insert: (node, p) => {
    p.write("INSERT INTO ");
    printTarget(node, p);
    printInserted(node, p);
    if (node.onConflict) printOnConflict(node.onConflict, p);
    printReturning(node.returning, p);
  },
  update: (node, p) => {
    p.write("UPDATE ");
    printTarget(node, p);
    p.writer.line();
    p.write("SET ");
    printAssignments(node.assignments, p);
    if (node.from) {
      p.writer.line();
      printSource(node.from, p.write("FROM "));
    }
    printWhere(node.where, p);
    printReturning(node.returning, p);
  },
  delete: (node, p) => {
    p.write("DELETE FROM ");
    printTarget(node, p);
    printWhere(node.where, p);
    printReturning(node.returning, p);
  },
};
