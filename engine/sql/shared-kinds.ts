/**
 * The kinds of expression that object queries and SQL have in common, defined once for both trees. A kind added
 * here has its walks, its comparison, its fingerprint and its translation to SQL; only its printers are left to write.
 */
import { type FieldsOf, fieldLists } from "./fields.ts";
import type {
  ArithmeticOperator,
  CastType,
  ComparisonOperator,
  DatePart,
  DateUnit,
  Division,
  JsonStep,
  JsonValueType,
  StartUnit,
  Temporal,
} from "./operators.ts";

/** What the nodes of one tree refer to. */
export type TreeTypes = { readonly expression: unknown; readonly query: unknown };

export type SharedParts<Tree extends TreeTypes> = {
  /** A constant of the engine; values of the user are parameters. */
  constant: { value: number | boolean | null };
  star: object;
  comparison: {
    operator: ComparisonOperator;
    left: Tree["expression"];
    right: Tree["expression"];
  };
  arithmetic: {
    operator: ArithmeticOperator;
    left: Tree["expression"];
    right: Tree["expression"];
    division?: Division;
  };
  concat: { operands: readonly Tree["expression"][] };
  and: { operands: readonly Tree["expression"][] };
  or: { operands: readonly Tree["expression"][] };
  not: { operand: Tree["expression"] };
  isNull: { operand: Tree["expression"]; negated: boolean };
  /** `insensitive` ignores case; otherwise the database decides. */
  like: {
    operand: Tree["expression"];
    pattern: Tree["expression"];
    negated: boolean;
    insensitive: boolean;
  };
  between: {
    operand: Tree["expression"];
    low: Tree["expression"];
    high: Tree["expression"];
    negated: boolean;
  };
  inList: {
    operand: Tree["expression"];
    values: readonly Tree["expression"][];
    negated: boolean;
  };
  inQuery: { operand: Tree["expression"]; query: Tree["query"]; negated: boolean };
  /** A scalar subquery. */
  subquery: { query: Tree["query"] };
  /** A function by its PostgreSQL name; `filter` and `orderBy` are clauses of an aggregate. */
  call: {
    name: string;
    arguments: readonly Tree["expression"][];
    distinct: boolean;
    filter?: Tree["expression"] | null;
    orderBy?: readonly {
      readonly expression: Tree["expression"];
      readonly descending: boolean;
      readonly nulls: "first" | "last" | null;
    }[];
  };
  case: {
    branches: readonly { readonly when: Tree["expression"]; readonly then: Tree["expression"] }[];
    otherwise: Tree["expression"] | null;
  };
  /** `implicit` if only PostgreSQL, which fixes the types of a recursion at its start, needs it. */
  cast: { operand: Tree["expression"]; type: CastType; implicit?: boolean };
  datePart: { operand: Tree["expression"]; part: DatePart; of: Temporal };
  /** The start of the year, month, … that contains a date; `as` is the type of the result. */
  dateStart: { operand: Tree["expression"]; unit: StartUnit; as: Temporal };
  dateAdd: {
    operand: Tree["expression"];
    amount: Tree["expression"];
    unit: DateUnit;
    as: Temporal;
  };
  secondsBetween: { from: Tree["expression"]; to: Tree["expression"]; of: Temporal };
  jsonGet: { operand: Tree["expression"]; path: readonly JsonStep[]; as: JsonValueType };
  jsonLength: { operand: Tree["expression"] };
  /** A raw SQL fragment: expressions fill the holes, and there is one text more than holes. */
  raw: { texts: readonly string[]; holes: readonly Tree["expression"][] };
};

export type SharedKind = keyof SharedParts<TreeTypes>;

type AnyExpression = { readonly any: "expression" };
type AnyQuery = { readonly any: "query" };
type AnyTree = { readonly expression: AnyExpression; readonly query: AnyQuery };
type AnyRoles = {
  readonly data: string | number | boolean;
  readonly node: AnyExpression;
  readonly query: AnyQuery;
};

/** The fields of the shared kinds. */
export const sharedFields = {
  constant: { value: "data" },
  star: {},
  comparison: { operator: "data", left: "node", right: "node" },
  arithmetic: { operator: "data", left: "node", right: "node", division: "data" },
  concat: { operands: "node" },
  and: { operands: "node" },
  or: { operands: "node" },
  not: { operand: "node" },
  isNull: { operand: "node", negated: "data" },
  like: { operand: "node", pattern: "node", negated: "data", insensitive: "data" },
  between: { operand: "node", low: "node", high: "node", negated: "data" },
  inList: { operand: "node", values: "node", negated: "data" },
  inQuery: { operand: "node", query: "query", negated: "data" },
  subquery: { query: "query" },
  call: {
    name: "data",
    arguments: "node",
    distinct: "data",
    filter: "node",
    orderBy: { expression: "node", descending: "data", nulls: "data" },
  },
  case: { branches: { when: "node", then: "node" }, otherwise: "node" },
  cast: { operand: "node", type: "data", implicit: "data" },
  datePart: { operand: "node", part: "data", of: "data" },
  dateStart: { operand: "node", unit: "data", as: "data" },
  dateAdd: { operand: "node", amount: "node", unit: "data", as: "data" },
  secondsBetween: { from: "node", to: "node", of: "data" },
  jsonGet: { operand: "node", path: "data", as: "data" },
  jsonLength: { operand: "node" },
  raw: { texts: "data", holes: "node" },
} as const satisfies {
  readonly [Kind in SharedKind]: FieldsOf<SharedParts<AnyTree>[Kind], AnyRoles>;
};

export const sharedLists = fieldLists(sharedFields);
