/** The standard printer. A dialect is this, with a few entries of its own. */
import { COMPARISON, NEGATION, precedenceOf } from "./precedence.ts";
import type { Printers, Printing } from "./printing.ts";
import type { Expression, Join, OrderTerm, Select, SelectItem, Source } from "./tree.ts";

/** Prints an operand, in parentheses when it binds less tightly than `least`. */
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

/** The clauses before LIMIT, which every dialect shares. */
const printSelect = (node: Select, p: Printing): void => {
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
  p.clause(node.orderBy, body => {
    p.write("ORDER BY ").writer.list(body, term => printOrderTerm(term, p));
  });
  p.clause(node.limit, body => p.write("LIMIT ").node(body));
  p.clause(node.offset, body => p.write("OFFSET ").node(body));
};

/** All but JSON, for which no two databases have the same words. */
export const standard: Omit<Printers, "jsonRows"> = {
  column: ({ source, name }, p) => {
    if (source !== null) p.name(source).write(".");
    p.name(name);
  },
  parameter: ({ value }, p) => p.parameter(value),
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
    p.writer.list(operands, each => operand(each, 7, p), " || ");
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
    operand(node.operand, COMPARISON, p).write(` ${not(node.negated)}LIKE `);
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
    p.write(`${node.name}(${node.distinct ? "DISTINCT " : ""}`)
      .nodes(node.arguments)
      .write(")");
  },
  window: ({ function: called, partitionBy, orderBy }, p) => {
    p.node(called).write(" OVER (");
    if (partitionBy.length > 0) p.write("PARTITION BY ").nodes(partitionBy);
    if (partitionBy.length > 0 && orderBy.length > 0) p.write(" ");
    if (orderBy.length > 0) {
      p.write("ORDER BY ").writer.list(orderBy, term => printOrderTerm(term, p));
    }
    p.write(")");
  },
  case: ({ branches, otherwise }, p) => {
    p.write("CASE");
    for (const { when, then } of branches) {
      p.write(" WHEN ").node(when).write(" THEN ").node(then);
    }
    if (otherwise) p.write(" ELSE ").node(otherwise);
    p.write(" END");
  },
  raw: ({ texts, holes }, p) => {
    texts.forEach((text, index) => {
      p.write(text);
      const hole = holes[index];
      if (hole) p.node(hole);
    });
  },
  select: printSelect,
  insert: ({ table, columns, rows, returning }, p) => {
    p.write("INSERT INTO ").name(table);
    if (columns.length === 0) p.write(" DEFAULT VALUES");
    else {
      p.write(" (").writer.list(columns, column => p.name(column));
      p.write(")").writer.line();
      p.write("VALUES ").writer.list(rows, row => p.write("(").nodes(row).write(")"));
    }
    if (returning.length === 0) return;
    p.writer.line();
    p.write("RETURNING ").writer.list(returning, column => p.name(column));
  },
  update: ({ table, assignments, where }, p) => {
    p.write("UPDATE ").name(table).writer.line();
    p.write("SET ").writer.list(assignments, ({ column, value }) =>
      p.name(column).write(" = ").node(value),
    );
    p.writer.line();
    p.write("WHERE ").node(where);
  },
  delete: ({ table, where }, p) => {
    p.write("DELETE FROM ").name(table);
    if (!where) return;
    p.writer.line();
    p.write("WHERE ").node(where);
  },
};
