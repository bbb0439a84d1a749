/** The statements of pages: entities, or rows of a selection, with the values of their order keys. */
import { present } from "../../base/index.ts";
import type { ColumnType } from "../../schema/index.ts";
import type { Dialect, Expression } from "../../sql/index.ts";
import type { ProjectedField, Projection, QueryExpression, QueryState } from "../expression.ts";
import { Aliases } from "../plan.ts";
import { fieldName, fieldsOf } from "../query-state.ts";
import { sameNode } from "../walk.ts";
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

/** Whether the value of a key is selected as text, because the driver would round it. */
const isSelectedAsText = (key: QueryExpression, dialect: Dialect): boolean =>
  dialect.isExactAsText && !isExact(key);

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
    const asText = isSelectedAsText(key, dialect);
    const own = asText ? -1 : indexOf(rows, key);
    if (own >= 0) return { own };
    const expression: Expression = asText ? { kind: "cast", operand, type: "text" } : operand;
    return { extra: extras.push({ expression, name: names.take("sort") }) - 1 };
  });
  const fetch = fetchRows({ ...rows, extras }, loads, aliases);
  const keysAt = places.map(({ own, extra = 0 }) => own ?? fetch.extrasAt + extra);
  return { keysAt, ...fetch };
};

/** A selection that also selects the order keys that it lacks, after its own values. */
export type PageSelection = {
  readonly state: QueryState;
  /** The positions of the order keys in a row. */
  readonly keysAt: readonly number[];
};

const withFields = (projection: Projection, added: readonly ProjectedField[]): Projection => {
  const isObject = projection.kind === "object" && projection.row === null;
  const name = projection.kind === "field" ? "value" : "row";
  const fields = isObject ? projection.fields : [{ name, value: projection }];
  return { kind: "object", fields: [...fields, ...added], row: null };
};

/** The selection of a page with the values of its order keys. */
export const selectPageKeys = (state: QueryState, dialect: Dialect): PageSelection => {
  const { value: projection, origin } = present(state.projection, "the projection of a page");
  const fields = fieldsOf(projection);
  const names = new Aliases();
  for (const field of fields) names.take(fieldName(field).toLowerCase());
  const added: ProjectedField[] = [];
  const keysAt = state.orderBy.map(({ value: { expression: key } }): number => {
    const asText = isSelectedAsText(key, dialect);
    const own = asText ? -1 : fields.findIndex(({ expression }) => sameNode(expression, key));
    if (own >= 0) return own;
    const expression: QueryExpression = asText
      ? { kind: "cast", operand: key, type: "text", origin: key.origin }
      : key;
    const value = { kind: "field", expression, type: undefined } as const;
    return fields.length + added.push({ name: names.take("sort"), value }) - 1;
  });
  if (added.length === 0) return { state, keysAt };
  return {
    state: { ...state, projection: { value: withFields(projection, added), origin } },
    keysAt,
  };
};
