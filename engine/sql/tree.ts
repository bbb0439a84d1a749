/** SQL as a closed tree of plain readonly nodes. What a dialect cannot say is not decided here. */
import type { TextRange } from "../base/index.ts";

/** A value that goes to the database beside the text, never within it. */
export type ParameterValue = string | number | bigint | boolean | Uint8Array | null;

/** A node: its kind, its parts, and the words of the query that asked for it. */
type Node<Kind extends string, Parts> = Readonly<Parts> & {
  readonly kind: Kind;
  readonly origin?: TextRange | undefined;
};

/** What a parameter is, where a database would guess otherwise from what stands beside it. */
export type ParameterType = "integer" | "bigint" | "decimal" | "boolean" | "json";

export type ComparisonOperator = "=" | "<>" | "<" | "<=" | ">" | ">=";
export type ArithmeticOperator = "+" | "-" | "*" | "/" | "%";
/** Whether a division leaves out its fraction or keeps it, whatever numbers the database sees. */
export type Division = "whole" | "fraction";
export type CompoundOperator = "UNION" | "UNION ALL" | "INTERSECT" | "EXCEPT";

/** What a value can be cast to; each dialect has its own word for it. */
export type CastType = "integer" | "float" | "decimal" | "text" | "date" | "datetime";
export type DateUnit = "year" | "month" | "day" | "hour" | "minute" | "second";
/** What a value says of a moment. */
export type Temporal = "date" | "time" | "datetime";
/** A part of a date: a unit, or the day of the week, 0 for Sunday. */
export type DatePart = DateUnit | "weekday";
export type JsonStep = string | number;
/** What a value within JSON is wanted as. */
export type JsonValueType = "json" | "text" | "number";

/** One end of a window's frame: rows before (negative) or after the current one, or all of them. */
export type FrameBound = number | "unbounded" | "current";
export type WindowFrame = {
  readonly unit: "rows" | "range" | "groups";
  readonly start: FrameBound;
  readonly end: FrameBound;
};

type ExpressionParts = {
  column: { source: string | null; name: string };
  /** A column of the row that an upsert brings. */
  givenColumn: { name: string };
  /** `source` is what gave the value: another that stands there gives another value for the same text. */
  parameter: {
    value: ParameterValue;
    source?: object;
    type?: ParameterType | undefined;
    /** Whether its source stands elsewhere too, and has to be the same parameter there. */
    repeats?: boolean;
  };
  /** A constant of the engine's own; what a person gives is a parameter. */
  constant: { value: number | boolean | null };
  star: object;
  comparison: { operator: ComparisonOperator; left: Expression; right: Expression };
  arithmetic: {
    operator: ArithmeticOperator;
    left: Expression;
    right: Expression;
    division?: Division;
  };
  concat: { operands: readonly Expression[] };
  and: { operands: readonly Expression[] };
  or: { operands: readonly Expression[] };
  not: { operand: Expression };
  isNull: { operand: Expression; negated: boolean };
  /** With `insensitive`, the same in either case; without, the database decides. */
  like: { operand: Expression; pattern: Expression; negated: boolean; insensitive: boolean };
  between: { operand: Expression; low: Expression; high: Expression; negated: boolean };
  inList: { operand: Expression; values: readonly Expression[]; negated: boolean };
  inQuery: { operand: Expression; query: Query; negated: boolean };
  tuple: { items: readonly Expression[] };
  exists: { query: Query; negated: boolean };
  subquery: { query: Query };
  /** A function by the name that PostgreSQL has for it; `filter` narrows what an aggregate sees. */
  call: {
    name: string;
    arguments: readonly Expression[];
    distinct: boolean;
    filter?: Expression | null;
  };
  /** A function over the rows around each row: `function OVER (PARTITION BY … ORDER BY …)`. */
  window: {
    function: Expression;
    partitionBy: readonly Expression[];
    orderBy: readonly OrderTerm[];
    frame: WindowFrame | null;
  };
  cast: { operand: Expression; type: CastType };
  datePart: { operand: Expression; part: DatePart; of: Temporal };
  /** The beginning of the year, month, … that a date is in. `as` is what comes of it. */
  dateStart: { operand: Expression; unit: DateUnit; as: Temporal };
  dateAdd: { operand: Expression; amount: Expression; unit: DateUnit; as: Temporal };
  /** Seconds from one date to another. */
  secondsBetween: { from: Expression; to: Expression; of: Temporal };
  /** A value within JSON. */
  jsonGet: { operand: Expression; path: readonly JsonStep[]; as: JsonValueType };
  jsonLength: { operand: Expression };
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
    /** Common table expressions, in the order in which they may refer to each other. */
    with?: readonly CommonTable[];
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
  compound: {
    with?: readonly CommonTable[];
    operator: CompoundOperator;
    queries: readonly Select[];
    orderBy: Clause<readonly OrderTerm[]> | null;
    limit: Clause<Expression> | null;
    offset: Clause<Expression> | null;
  };
  insert: {
    table: string;
    /** The name of the row that is there already, for an upsert that speaks of it. */
    alias?: string | null;
    columns: readonly string[];
    rows: readonly (readonly Expression[])[] | Query;
    onConflict?: OnConflict | null;
    returning: readonly SelectItem[];
  };
  update: {
    table: string;
    alias?: string | null;
    assignments: readonly Assignment[];
    from?: Source | null;
    where: Expression | null;
    returning?: readonly SelectItem[];
  };
  delete: {
    table: string;
    alias?: string | null;
    where: Expression | null;
    returning?: readonly SelectItem[];
  };
  /** A statement as a person wrote it. */
  rawStatement: { texts: readonly string[]; holes: readonly Expression[] };
};

export type CommonTable = {
  readonly name: string;
  readonly columns: readonly string[];
  readonly query: Query;
  readonly recursive: boolean;
};

/** What an insert does about a row that is there already: nothing when there is nothing to assign. */
export type OnConflict = {
  readonly columns: readonly string[];
  readonly assignments: readonly Assignment[];
  /** Which of the rows that are there are updated. */
  readonly where?: Expression | null;
};

export type Source =
  | Node<"tableSource", { name: string; alias: string }>
  | Node<"querySource", { query: Query; alias: string }>;

export type JoinType = "inner" | "left";
export type Join = Node<"join", { type: JoinType; source: Source; on: Expression }>;

/** A part of a statement, with every stretch of the query that had a say in it. */
export type Clause<Body> = { readonly body: Body; readonly origins: readonly TextRange[] };

export type SelectItem = { readonly expression: Expression; readonly alias: string | null };

export type OrderTerm = {
  readonly expression: Expression;
  readonly descending: boolean;
  readonly nulls: "first" | "last" | null;
  /** Whether its values are those of an enum, which some databases sort otherwise than they compare. */
  readonly isEnum?: boolean;
};

/**
 * A value within JSON, in a form that loses nothing: `plain` as JSON has it, bytes in `hex`,
 * `exact` for numbers that are more exact than JSON's, `big` for integers that are, `text` for what databases write
 * as text, `json` for what is JSON already.
 */
export type JsonForm = "plain" | "hex" | "exact" | "big" | "text" | "json";

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
export type Compound = NodeOf<"compound">;
/** A statement that can stand within another. */
export type Query = Select | Compound;
export type Insert = NodeOf<"insert">;
export type Update = NodeOf<"update">;
export type Delete = NodeOf<"delete">;

/** A clause that no words of the query asked for. */
export const clause = <Body>(body: Body, origins: readonly TextRange[] = []): Clause<Body> => ({
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
