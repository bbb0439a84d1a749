/** Enums in the fields of queries, cast to text where PostgreSQL has no common type for them. */
import type { ColumnType } from "../schema/index.ts";
import type { Projection, QueryExpression, QueryState } from "./expression.ts";
import { fieldsOf } from "./query-state.ts";

const TEXT: ColumnType = { kind: "text" };

export const castToText = (operand: QueryExpression): QueryExpression => ({
  kind: "cast",
  operand,
  type: "text",
  origin: operand.origin,
});

export const isSameEnum = (type: ColumnType, other: ColumnType): boolean =>
  type.kind === "enum" && other.kind === "enum" && type.enum === other.enum;

/** A field has a path of names. */
type IsMixed = (path: string) => boolean;

const withTextFields = (
  projection: Projection,
  isMixed: IsMixed,
  path: readonly string[] = [],
): Projection => {
  if (projection.kind === "field") {
    if (projection.type?.kind !== "enum" || !isMixed(path.join("."))) return projection;
    return { kind: "field", expression: castToText(projection.expression), type: TEXT };
  }
  if (projection.row) return projection;
  const fields = projection.fields.map(({ name, value }) => ({
    name,
    value: withTextFields(value, isMixed, [...path, name]),
  }));
  return { ...projection, fields };
};

/** The query with enums as texts, and so are those of its parts. */
const asTexts = (state: QueryState, isMixed: IsMixed): QueryState => ({
  ...state,
  projection: state.projection && {
    ...state.projection,
    value: withTextFields(state.projection.value, isMixed),
  },
  compound: state.compound && {
    ...state.compound,
    queries: state.compound.queries.map(query => asTexts(query, isMixed)),
  },
});

const typesOf = ({ projection }: QueryState): ReadonlyMap<string, ColumnType | undefined> =>
  new Map(
    (projection ? fieldsOf(projection.value) : []).map(({ path, type }) => [path.join("."), type]),
  );

/** Queries of a compound whose fields have common types. */
export const withCommonTypes = (queries: readonly QueryState[]): readonly QueryState[] => {
  const types = queries.map(typesOf);
  const isMixed: IsMixed = path => {
    const own = types.map(each => each.get(path)).filter(type => type !== undefined);
    const first = own.find(({ kind }) => kind === "enum");
    return first !== undefined && !own.every(type => isSameEnum(type, first));
  };
  const isAnyMixed = [...(types[0]?.keys() ?? [])].some(isMixed);
  return isAnyMixed ? queries.map(query => asTexts(query, isMixed)) : queries;
};

/** A query whose only field is compared with a value of this type. */
export const comparableQuery = (state: QueryState, type: ColumnType | undefined): QueryState => {
  const [own] = typesOf(state).values();
  const isOther = own?.kind === "enum" && type !== undefined && !isSameEnum(own, type);
  return isOther ? asTexts(state, () => true) : state;
};
