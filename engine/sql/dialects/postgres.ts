/** PostgreSQL. @see https://www.postgresql.org/docs/current/sql.html */
import { quoteIdentifier } from "../identifiers.ts";
import { jsonRowsPrinter } from "../json-rows.ts";
import { arrayText, elementType, longList } from "../long-lists.ts";
import type { ParameterType } from "../operators.ts";
import { COMPARISON } from "../precedence.ts";
import type { Dialect, Printing } from "../printing.ts";
import { operand, standard } from "../standard.ts";
import { allOf, type Expression, type NodeOf } from "../tree.ts";
import { postgresWords } from "./reserved-words.ts";

/** PostgreSQL infers the type of a parameter from its context unless it is cast. */
const parameterTypes: Readonly<Record<Exclude<ParameterType, "json">, string>> = {
  integer: "integer",
  bigint: "bigint",
  decimal: "numeric",
  boolean: "boolean",
};

/** JSON is inferred correctly. */
const typeName = (type: ParameterType | undefined): string | undefined =>
  type && type !== "json" ? parameterTypes[type] : undefined;

const isExtreme = ({ name }: NodeOf<"call">): boolean => name === "greatest" || name === "least";

/** PostgreSQL ignores nulls; in other databases and in the standard, the result is null if an argument is. */
const printExtreme = (node: NodeOf<"call">, p: Printing): void => {
  const computed = node.arguments.filter(({ kind }) => kind !== "parameter");
  const when = allOf(computed.map(operand => ({ kind: "isNull", operand, negated: true })));
  const print = (): void => standard.call(node, p);
  if (!when) return print();
  p.write("CASE WHEN ").node(when).write(" THEN ");
  print();
  p.write(" END");
};

const decimal = (value: Expression): Expression => ({
  kind: "cast",
  operand: value,
  type: "decimal",
});

/** @see https://www.postgresql.org/docs/current/functions-json.html */
const jsonRows = jsonRowsPrinter({
  row: "json_build_array",
  rows: "json_agg",
  forms: {
    plain: ["", ""],
    hex: ["encode(", ", 'hex')"],
    exact: ["CAST(", " AS text)"],
    big: ["CAST(", " AS text)"],
    text: ["CAST(", " AS text)"],
    json: ["", ""],
  },
  emptyHexOfNull: false,
  subqueryRow: ["", ""],
  order: "in aggregate",
});

const identifiers = { quote: '"', reserved: postgresWords, foldsCase: true } as const;

const parameter = (value: string | number): Expression => ({ kind: "parameter", value });

export const postgres: Dialect = {
  name: "postgres",
  label: "PostgreSQL",
  generatedKeys: "returning",
  hasReturning: true,
  nulls: "largest",
  isExactAsText: true,
  mostParameters: 65_535,
  identifiers,
  /** A sequence counts independently of the inserted rows. */
  keysAhead: ({ table, column, count }) => ({
    kind: "rawStatement",
    texts: [
      "SELECT nextval(pg_get_serial_sequence(",
      ", ",
      "))\nFROM generate_series(1, CAST(",
      " AS integer))",
    ],
    holes: [parameter(quoteIdentifier(table, identifiers)), parameter(column), parameter(count)],
  }),
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
    parameter: (node, p) => {
      const type = typeName(node.type);
      if (!type) return standard.parameter(node, p);
      standard.parameter(node, p.write("CAST("));
      p.write(` AS ${type})`);
    },
    cast: (node, p) => standard.cast({ ...node, implicit: false }, p),
    /** Without a cast, an array takes its type from the operand. */
    inList: (node, p) => {
      const list = longList(node);
      if (!list) return standard.inList(node, p);
      const type = typeName(elementType(list));
      operand(node.operand, COMPARISON, p).write(node.negated ? " <> ALL(" : " = ANY(");
      p.write(type ? "CAST(" : "").together(arrayText(list));
      p.write(type ? ` AS ${type}[]))` : ")");
    },
    /** Only numeric supports rounding to digits and fractional remainders. */
    call: (node, p) => {
      const [value, other] = node.arguments;
      if (!value || !other) return standard.call(node, p);
      if (isExtreme(node)) return printExtreme(node, p);
      if (node.name === "round") {
        return standard.call({ ...node, arguments: [decimal(value), other] }, p);
      }
      const isRest = node.name === "mod";
      standard.call(isRest ? { ...node, arguments: [decimal(value), decimal(other)] } : node, p);
    },
  },
};
