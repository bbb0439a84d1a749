/** All that a query has been told so far; every step of the builder makes another one. */
import type { TextRange } from "../base/index.ts";
import type { CollectionPath, QueryExpression, RowVariable } from "./expression.ts";
import type { RelationModel } from "./model.ts";

/** Something said by one step, and the words of that step. */
export type Said<Value> = { readonly value: Value; readonly origin: TextRange | undefined };

export type OrderKey = {
  readonly expression: QueryExpression;
  readonly descending: boolean;
  readonly nulls: "first" | "last" | null;
};

/** A relation to load with its entities, and what of it. */
export type LoadRequest = {
  readonly relation: RelationModel;
  readonly origin: TextRange | undefined;
  /** Narrows, orders and deepens the load; null takes the whole relation. */
  readonly collection: CollectionPath | null;
  readonly where: readonly Said<QueryExpression>[];
  readonly orderBy: readonly Said<OrderKey>[];
  readonly loads: readonly LoadRequest[];
};

/** A field of a selection, or an object of fields. */
export type Shape =
  | { readonly kind: "field"; readonly expression: QueryExpression }
  | { readonly kind: "object"; readonly fields: readonly (readonly [string, Shape])[] };

export type QueryState = {
  readonly variable: RowVariable;
  /** The words that name the entity. */
  readonly origin: TextRange | undefined;
  readonly where: readonly Said<QueryExpression>[];
  readonly orderBy: readonly Said<OrderKey>[];
  readonly groupBy: readonly Said<QueryExpression>[];
  readonly having: readonly Said<QueryExpression>[];
  /** What is asked for; null asks for entities. */
  readonly shape: Said<Shape> | null;
  readonly loads: readonly LoadRequest[];
  readonly distinct: boolean;
  readonly limit: Said<number> | null;
  readonly offset: Said<number> | null;
};

export const newQueryState = (
  variable: RowVariable,
  origin: TextRange | undefined,
): QueryState => ({
  variable,
  origin,
  where: [],
  orderBy: [],
  groupBy: [],
  having: [],
  shape: null,
  loads: [],
  distinct: false,
  limit: null,
  offset: null,
});

/** The fields of a shape in order, each with the way to it. */
export const fieldsOf = (
  shape: Shape,
  way: readonly string[] = [],
): readonly { readonly way: readonly string[]; readonly expression: QueryExpression }[] =>
  shape.kind === "field"
    ? [{ way, expression: shape.expression }]
    : shape.fields.flatMap(([name, inner]) => fieldsOf(inner, [...way, name]));
