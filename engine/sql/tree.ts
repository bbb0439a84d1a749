/** SQL as a closed tree of plain readonly nodes. The tree does not decide what a dialect can express. */
import type { TextRange } from "../base/index.ts";
import type {
  CompoundOperator,
  JoinType,
  ParameterType,
  ParameterValue,
  Temporal,
  WindowFrame,
} from "./operators.ts";
import type { SharedParts } from "./shared-kinds.ts";

/** A node: its kind, its fields, and the place in the user's code that it comes from. */
type Node<Kind extends string, Parts> = Readonly<Parts> & {
  readonly kind: Kind;
  readonly origin?: TextRange | undefined;
};

/** The types that the shared kinds refer to in this tree. */
interface SqlTree {
  readonly expression: Expression;
  readonly query: Query;
}

type ExpressionParts = SharedParts<SqlTree> & {
  /** `type` if the column of the table is known to have it, so that calculations need no cast. */
  column: { source: string | null; name: string; type?: Temporal | undefined };
  /** A column of the row that an upsert tries to insert. */
  givenColumn: { name: string };
  /** `source` is the node or clause of the object query that holds the value. */
  parameter: {
    value: ParameterValue;
    source?: object;
    type?: ParameterType | undefined;
    /** Whether the same source occurs again and must become the same parameter. */
    repeats?: boolean;
  };
  tuple: { items: readonly Expression[] };
  exists: { query: Query; negated: boolean };
  /** A window function: `function OVER (PARTITION BY … ORDER BY …)`. */
  window: {
    function: Expression;
    partitionBy: readonly Expression[];
    orderBy: readonly OrderTerm[];
    frame: WindowFrame | null;
  };
  /** The rows of a query as one JSON value: a list of rows, or the only row; a row is a list of its values. */
  jsonRows: { query: Select; values: readonly JsonValue[]; single: boolean };
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
    /** The alias of the existing row in an upsert. */
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
    /** The columns of the primary key, for databases that compute the values of all rows first. */
    key?: readonly string[];
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
  /** A raw statement. */
  rawStatement: { texts: readonly string[]; holes: readonly Expression[] };
};

export type CommonTable = {
  readonly name: string;
  readonly columns: readonly string[];
  readonly query: Query;
  readonly recursive: boolean;
};

/** ON CONFLICT: DO NOTHING if there are no assignments. */
export type OnConflict = {
  readonly columns: readonly string[];
  /** The condition of a partial index over the columns. */
  readonly condition?: Expression | null;
  readonly assignments: readonly Assignment[];
  /** Which existing rows are updated. */
  readonly where?: Expression | null;
};

/** Nodes that are neither expressions nor statements. */
type PartParts = {
  tableSource: { name: string; alias: string };
  querySource: { query: Query; alias: string };
  join: { type: JoinType; source: Source; on: Expression };
};

type PartOf<Kind extends keyof PartParts> = { [K in Kind]: Node<K, PartParts[K]> }[Kind];

export type Source = PartOf<"tableSource" | "querySource">;

export type Join = PartOf<"join">;

/** A clause and its origins in the query. */
export type Clause<Body> = { readonly body: Body; readonly origins: readonly TextRange[] };

export type SelectItem = { readonly expression: Expression; readonly alias: string | null };

export type OrderTerm = {
  readonly expression: Expression;
  readonly descending: boolean;
  readonly nulls: "first" | "last" | null;
  /** Whether the expression is an enum, which some databases order differently than they compare it. */
  readonly isEnum?: boolean;
};

/**
 * A lossless form of a value in JSON: `plain` values of JSON, bytes in `hex`, `exact` numbers and `big` integers beyond
 * the precision of JSON, `text` for types that databases write as text, `json` for JSON.
 */
export type JsonForm = "plain" | "hex" | "exact" | "big" | "text" | "json";

export type JsonValue = { readonly expression: Expression; readonly form: JsonForm };

export type Assignment = { readonly column: string; readonly value: Expression };

type Parts = ExpressionParts & StatementParts;

export type SqlKind = keyof Parts;
/** The node of a kind, or the union of those of several kinds. */
export type NodeOf<Kind extends SqlKind> = { [K in Kind]: Node<K, Parts[K]> }[Kind];
export type SqlNode = NodeOf<SqlKind>;
/** Every node that a tree consists of. */
export type AnyNode = SqlNode | PartOf<keyof PartParts>;
export type Expression = NodeOf<keyof ExpressionParts>;
export type Statement = NodeOf<keyof StatementParts>;
export type Select = NodeOf<"select">;
export type Compound = NodeOf<"compound">;
/** A statement that can be a subquery. */
export type Query = Select | Compound;
export type Insert = NodeOf<"insert">;
export type Update = NodeOf<"update">;
export type Delete = NodeOf<"delete">;

/** A clause, by default without origins. */
export const clause = <Body>(body: Body, origins: readonly TextRange[] = []): Clause<Body> => ({
  body,
  origins,
});

/** A select with defaults for the missing clauses. */
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

/** The conjunction of conditions; null if there are none. */
export const allOf = (conditions: readonly Expression[]): Expression | null => {
  const [first, second] = conditions;
  if (!first) return null;
  if (!second) return first;
  const isFlat = conditions.every(({ kind }) => kind !== "and");
  return { kind: "and", operands: isFlat ? conditions : conditions.flatMap(conjuncts) };
};

/** The conditions of a conjunction. */
const conjuncts = (condition: Expression): readonly Expression[] =>
  condition.kind === "and" && condition.operands.length > 0
    ? condition.operands.flatMap(conjuncts)
    : [condition];
