/** SQL as a closed tree of plain readonly nodes. What a dialect cannot say is not decided here. */
import type { TextRange } from "../base/index.ts";

/** A value that goes to the database beside the text, never within it. */
export type ParameterValue = string | number | bigint | boolean | Uint8Array | null;

/** A node: its kind, its parts, and the words of the query that asked for it. */
type Node<Kind extends string, Parts> = Readonly<Parts> & {
  readonly kind: Kind;
  readonly origin?: TextRange | undefined;
};

export type ComparisonOperator = "=" | "<>" | "<" | "<=" | ">" | ">=";
export type ArithmeticOperator = "+" | "-" | "*" | "/" | "%";

type ExpressionParts = {
  column: { source: string | null; name: string };
  parameter: { value: ParameterValue };
  /** A constant of the engine's own; what a person gives is a parameter. */
  constant: { value: number | boolean | null };
  star: object;
  comparison: { operator: ComparisonOperator; left: Expression; right: Expression };
  arithmetic: { operator: ArithmeticOperator; left: Expression; right: Expression };
  concat: { operands: readonly Expression[] };
  and: { operands: readonly Expression[] };
  or: { operands: readonly Expression[] };
  not: { operand: Expression };
  isNull: { operand: Expression; negated: boolean };
  like: { operand: Expression; pattern: Expression; negated: boolean };
  between: { operand: Expression; low: Expression; high: Expression; negated: boolean };
  inList: { operand: Expression; values: readonly Expression[]; negated: boolean };
  inQuery: { operand: Expression; query: Select; negated: boolean };
  tuple: { items: readonly Expression[] };
  exists: { query: Select; negated: boolean };
  subquery: { query: Select };
  call: { name: string; arguments: readonly Expression[]; distinct: boolean };
  /** A function over the rows around each row: `function OVER (PARTITION BY … ORDER BY …)`. */
  window: {
    function: Expression;
    partitionBy: readonly Expression[];
    orderBy: readonly OrderTerm[];
    frame: null;
  };
  /** The rows of a query as one JSON value: a list of rows, or the only row; a row is a list of its values. */
  jsonRows: { query: Select; values: readonly JsonValue[]; single: boolean };
  case: {
    branches: readonly { readonly when: Expression; readonly then: Expression }[];
    otherwise: Expression | null;
  };
  /** SQL as a person wrote it, with expressions in its holes: one more text than holes. */
  raw: { texts: readonly string[]; holes: readonly Expression[] };
};

type StatementParts = {
  select: {
    distinct: boolean;
    items: readonly SelectItem[];
    from: Source | null;
    joins: readonly Join[];
    where: Clause<Expression> | null;
    groupBy: Clause<readonly Expression[]> | null;
    having: Clause<Expression> | null;
    orderBy: Clause<readonly OrderTerm[]> | null;
    limit: Clause<Expression> | null;
    offset: Clause<Expression> | null;
  };
  insert: {
    table: string;
    columns: readonly string[];
    rows: readonly (readonly Expression[])[];
    /** Columns to read back; empty for none. */
    returning: readonly string[];
  };
  update: { table: string; assignments: readonly Assignment[]; where: Expression };
  delete: { table: string; where: Expression | null };
};

export type Source =
  | Node<"tableSource", { name: string; alias: string }>
  | Node<"querySource", { query: Select; alias: string }>;

export type Join = Node<"join", { type: "inner" | "left"; source: Source; on: Expression }>;

/** A part of a statement, with every stretch of the query that had a say in it. */
export type Clause<Body> = { readonly body: Body; readonly origins: readonly TextRange[] };

export type SelectItem = { readonly expression: Expression; readonly alias: string | null };

export type OrderTerm = {
  readonly expression: Expression;
  readonly descending: boolean;
  readonly nulls: "first" | "last" | null;
};

/**
 * A value within JSON, in a form that loses nothing: `plain` as JSON has it, bytes in `hex`,
 * `exact` for numbers that are more exact than JSON's, `text` for what databases write as text,
 * `json` for what is JSON already.
 */
export type JsonForm = "plain" | "hex" | "exact" | "text" | "json";

export type JsonValue = { readonly expression: Expression; readonly form: JsonForm };

export type Assignment = { readonly column: string; readonly value: Expression };

type Parts = ExpressionParts & StatementParts;

export type SqlKind = keyof Parts;
/** The node of a kind, or the union of those of several kinds. */
export type NodeOf<Kind extends SqlKind> = { [K in Kind]: Node<K, Parts[K]> }[Kind];
export type SqlNode = NodeOf<SqlKind>;
export type Expression = NodeOf<keyof ExpressionParts>;
export type Statement = NodeOf<keyof StatementParts>;
export type Select = NodeOf<"select">;
export type Insert = NodeOf<"insert">;
export type Update = NodeOf<"update">;
export type Delete = NodeOf<"delete">;

/** A clause that no words of the query asked for. */
export const clause = <Body>(body: Body, ...origins: readonly TextRange[]): Clause<Body> => ({
  body,
  origins,
});

/** A select with nothing but what is given. */
export const select = (parts: Partial<Omit<Select, "kind">> & Pick<Select, "items">): Select => ({
  kind: "select",
  distinct: false,
  from: null,
  joins: [],
  where: null,
  groupBy: null,
  having: null,
  orderBy: null,
  limit: null,
  offset: null,
  ...parts,
});

/** All of the conditions; one alone stands by itself, none is nothing. */
export const allOf = (conditions: readonly Expression[]): Expression | null => {
  const [first, second] = conditions;
  if (!first) return null;
  return second ? { kind: "and", operands: conditions } : first;
};
