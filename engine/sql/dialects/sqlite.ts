/** SQLite. @see https://sqlite.org/lang.html */
import { jsonRowsPrinter } from "../json-rows.ts";
import { jsonList, longList } from "../long-lists.ts";
import type { DatePart, DateUnit, JsonStep, Temporal } from "../operators.ts";
import { ATOM, COMPARISON } from "../precedence.ts";
import type { Dialect, Printing } from "../printing.ts";
import { operand, standard } from "../standard.ts";
import {
  clause,
  type Expression,
  type NodeOf,
  type Query,
  type Select,
  type SelectItem,
} from "../tree.ts";
import { itemsUnderTableName } from "../under-table-name.ts";
import { startPattern } from "./date-patterns.ts";
import { sqliteWords } from "./reserved-words.ts";
import { sqliteText } from "./sqlite-texts.ts";
import { withValuesFirst } from "./sqlite-updates.ts";

/** SQLite accepts OFFSET only after LIMIT; a negative limit means no limit. */
const NO_LIMIT = { kind: "constant", value: -1 } as const;

/** SQLite limits the depth of expressions to 1,000, and each operand of AND or OR adds a level. */
const MOST_OPERANDS = 300;

/** Operands of AND or OR, nested in groups if there are many. */
const inGroups = <Node extends NodeOf<"and" | "or">>(node: Node): Node => {
  const { operands, kind } = node;
  if (operands.length <= MOST_OPERANDS) return node;
  const size = Math.max(MOST_OPERANDS, Math.ceil(operands.length / MOST_OPERANDS));
  const groups: Expression[] = [];
  for (let start = 0; start < operands.length; start += size) {
    groups.push(inGroups({ kind, operands: operands.slice(start, start + size) }));
  }
  return { ...node, operands: groups };
};

type Written = {
  readonly table: string;
  readonly alias?: string | null;
  readonly returning?: readonly SelectItem[];
};

/** RETURNING accepts only the name of the table, not its alias. */
const returningByTable = <Node extends Written>(node: Node): Node =>
  node.alias && node.returning
    ? { ...node, returning: itemsUnderTableName(node.returning, node.alias, node.table) }
    : node;

/** The query with a WHERE clause at its end. */
const withWhere = (query: Query): Query => {
  if (query.kind === "compound") {
    const [last, ...others] = query.queries.toReversed();
    const queries = last ? [...others.toReversed(), conditioned(last)] : [];
    return { ...query, queries };
  }
  return conditioned(query);
};

const conditioned = (query: Select): Select =>
  query.where ? query : { ...query, where: clause({ kind: "constant", value: true }) };

const withLimit = <Node extends Pick<Select, "limit" | "offset">>(node: Node): Node => ({
  ...node,
  limit: node.limit ?? (node.offset && { body: NO_LIMIT, origins: [] }),
});

/** Patterns of `strftime`: dates are text in SQLite. */
const PARTS: Readonly<Record<DatePart, string>> = {
  year: "%Y",
  month: "%m",
  day: "%d",
  hour: "%H",
  minute: "%M",
  second: "%S",
  weekday: "%w",
};

/** A date or time in its stored form: with milliseconds if there are any. */
const moment = (as: Temporal, p: Printing, print: () => void): void => {
  p.write(as === "date" ? "date(" : `replace(${as}(`);
  print();
  p.write(as === "date" ? ")" : ", 'subsec'), '.000', '')");
};

/** In a shorter month, the last day; SQLite would continue into the next month. */
const endsWithMonth = (unit: DateUnit): boolean => unit === "year" || unit === "month";

/** `$."a"[0]`: a path as SQLite and MySQL read it. */
export const jsonPath = (path: readonly JsonStep[]): string =>
  `$${path.map(step => (typeof step === "number" ? `[${step}]` : `.${JSON.stringify(step)}`)).join("")}`;

const strftime = (pattern: string, p: Printing): Printing => p.write(`strftime('${pattern}', `);

/** Whole numbers of more than 32 bits, which drivers pass as float or text. */
const isBig = ({ value, type }: NodeOf<"parameter">): boolean =>
  type === "bigint" || (typeof value === "bigint" && type === undefined);

/** SQLite forgets that text is JSON when it leaves a subquery. @see https://sqlite.org/json1.html */
const jsonRows = jsonRowsPrinter({
  row: "json_array",
  rows: "json_group_array",
  forms: {
    plain: ["", ""],
    hex: ["hex(", ")"],
    exact: ["", ""],
    big: ["CAST(", " AS TEXT)"],
    text: ["", ""],
    json: ["json(", ")"],
  },
  emptyHexOfNull: true,
  subqueryRow: ["json(", ")"],
  order: "in aggregate",
});

export const sqlite: Dialect = {
  name: "sqlite",
  label: "SQLite",
  generatedKeys: "last key",
  hasReturning: true,
  nulls: "smallest",
  isExactAsText: false,
  mostParameters: 32_766,
  identifiers: { quote: '"', reserved: sqliteWords, foldsCase: false },
  placeholder: () => "?",
  functions: {
    strpos: "instr",
    greatest: "max",
    least: "min",
    string_agg: "group_concat",
    bool_and: "min",
    bool_or: "max",
  },
  castTypes: {
    integer: "INTEGER",
    float: "REAL",
    decimal: "NUMERIC",
    text: "TEXT",
    date: "TEXT",
    datetime: "TEXT",
  },
  printers: {
    ...standard,
    constant: ({ value }, p) => p.write(value === null ? "NULL" : String(Number(value))),
    jsonRows,
    and: (node, p) => standard.and(inGroups(node), p),
    or: (node, p) => standard.or(inGroups(node), p),
    parameter: (node, p) => {
      if (!isBig(node)) return standard.parameter(node, p);
      standard.parameter(node, p.write("CAST("));
      p.write(" AS INTEGER)");
    },
    inList: (node, p) => {
      const list = longList(node);
      const json = list && jsonList(list);
      if (!json) return standard.inList(node, p);
      operand(node.operand, COMPARISON, p).write(node.negated ? " NOT IN (" : " IN (");
      p.write("SELECT value FROM json_each(").together(json).write("))");
    },

    call: (node, p) => {
      const other = sqliteText(node);
      if (other) p.node(other);
      else standard.call(node, p);
    },
    /** Decimals without a fraction are stored as integers and would be divided as such. */
    arithmetic: (node, p) =>
      standard.arithmetic(
        node.division === "fraction"
          ? { ...node, left: { kind: "cast", operand: node.left, type: "float" } }
          : node,
        p,
      ),
    select: (node, p) => standard.select(withLimit(node), p),
    compound: (node, p) => standard.compound(withLimit(node), p),
    /** LIKE ignores the case of ASCII letters. */
    like: (node, p) => standard.like({ ...node, insensitive: false }, p),
    /** Dates are text; a cast to date would give a number. */
    cast: (node, p) => {
      const { type } = node;
      if (type === "date" || type === "datetime") moment(type, p, () => p.node(node.operand));
      else standard.cast(node, p);
    },
    datePart: ({ operand: date, part }, p) =>
      strftime(PARTS[part], p.write("CAST(")).node(date).write(") AS INTEGER)"),
    dateStart: ({ operand: date, unit, as }, p) => {
      strftime(startPattern(unit, as), p).node(date);
      // The Monday before the next Sunday, and as many months back as the quarter is old.
      if (unit === "week") p.write(", 'weekday 0', '-6 days'");
      if (unit === "quarter") {
        p.write(", 'start of month', '-' || ((CAST(strftime('%m', ").node(date);
        p.write(") AS INTEGER) + 2) % 3) || ' months'");
      }
      p.write(")");
    },
    dateAdd: ({ operand: date, amount, unit, as }, p) =>
      moment(as, p, () => {
        operand(amount, ATOM, p.node(date).write(", ")).write(` || ' ${unit}s'`);
        if (endsWithMonth(unit)) p.write(", 'floor'");
      }),
    secondsBetween: ({ from, to }, p) => {
      p.write("round(unixepoch(").node(to).write(", 'subsec') - unixepoch(");
      p.node(from).write(", 'subsec'), 3)");
    },
    jsonGet: ({ operand: json, path, as }, p) => {
      if (as === "text") p.write("CAST(");
      operand(json, ATOM, p).write(as === "json" ? " -> " : " ->> ");
      p.parameter(jsonPath(path));
      if (as === "text") p.write(" AS TEXT)");
    },
    jsonLength: ({ operand: json }, p) => p.write("json_array_length(").node(json).write(")"),
    update: (node, p) => standard.update(returningByTable(withValuesFirst(node)), p),
    delete: (node, p) => standard.delete(returningByTable(node), p),
    /** In `INSERT … SELECT … ON CONFLICT`, ON is parsed as part of a join unless there is a WHERE clause. */
    insert: (node, p) => {
      const isQuery = node.onConflict && "kind" in node.rows;
      const written = returningByTable(node);
      standard.insert(isQuery ? { ...written, rows: withWhere(node.rows as Query) } : written, p);
    },
  },
};
