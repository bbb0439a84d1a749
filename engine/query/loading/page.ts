/** The statement of a page: entities with the values of their order keys. */
import { present } from "../../base/index.ts";
import type { ColumnType } from "../../schema/index.ts";
import type { Dialect, Expression } from "../../sql/index.ts";
import type { QueryExpression, QueryState } from "../expression.ts";
import { Aliases } from "../plan.ts";
import { type EntityRows, type Extra, freeNames, rowsOfQuery } from "./entity-rows.ts";
import { type Fetch, fetchRows } from "./fetch.ts";
import type { Load } from "./load.ts";

export type PageFetch = Fetch & {
  /** The positions of the order keys in a row. */
  readonly keysAt: readonly number[];
};

/** Whether drivers return values of a type with full precision. */
const isExactType = (type: ColumnType): boolean => {
  switch (type.kind) {
    case "integer":
      return type.bits < 64;
    case "text":
    case "varchar":
    case "char":
    case "enum":
    case "uuid":
    case "boolean":
    case "blob":
      return true;
    default:
      return false;
  }
};

const CONDITIONS: ReadonlySet<QueryExpression["kind"]> = new Set([
  "comparison",
  "and",
  "or",
  "not",
  "isNull",
  "like",
  "between",
  "inList",
  "inQuery",
  "exists",
  "existsQuery",
]);

const isExact = (key: QueryExpression): boolean =>
  key.kind === "column" ? isExactType(key.column.type) : CONDITIONS.has(key.kind);

/** The index of a key among the loaded columns, or -1. */
const indexOf = ({ columns }: EntityRows, key: QueryExpression): number =>
  key.kind === "column" && key.path.relations.length === 0 ? columns.indexOf(key.column) : -1;

/** The statement of a query in a unique order. */
export const fetchPage = (
  state: QueryState,
  loads: readonly Load[],
  dialect: Dialect,
): PageFetch => {
  const aliases = new Aliases();
  const rows = rowsOfQuery(state, aliases);
  const names = freeNames(rows);
  const extras: Extra[] = [];
  const places = (rows.query.orderBy?.body ?? []).map(({ expression: operand }, index) => {
    const key = present(state.orderBy[index], "a key of the order").value.expression;
    const asText = dialect.isExactAsText && !isExact(key);
    const own = asText ? -1 : indexOf(rows, key);
    if (own >= 0) return { own };
    const expression: Expression = asText ? { kind: "cast", operand, type: "text" } : operand;
    return { extra: extras.push({ expression, name: names.take("sort") }) - 1 };
  });
  const fetch = fetchRows({ ...rows, extras }, loads, aliases);
  const keysAt = places.map(({ own, extra = 0 }) => own ?? fetch.extrasAt + extra);
  return { keysAt, ...fetch };
};
