/** New query states, and the fields of projections. */
import type { TextRange } from "../base/index.ts";
import type { Path, Projection, QueryState, RowVariable } from "./expression.ts";
import type { EntityModel } from "./model.ts";

/** Shared by all new states, which never change. */
const NONE: readonly never[] = [];

export const newQueryState = (
  variable: RowVariable,
  origin: TextRange | undefined,
): QueryState => ({
  variable,
  joins: NONE,
  compound: null,
  origin,
  where: NONE,
  orderBy: NONE,
  groupBy: NONE,
  having: NONE,
  projection: null,
  loads: NONE,
  deferred: NONE,
  distinct: false,
  limit: null,
  offset: null,
});

/** A query for all rows of an entity. Its state is created on demand. */
export class QueryStart {
  readonly #entity: EntityModel;
  readonly #origin: TextRange | undefined;

  constructor(entity: EntityModel, origin: TextRange | undefined) {
    this.#entity = entity;
    this.#origin = origin;
  }

  state(): QueryState {
    return newQueryState({ entity: this.#entity }, this.#origin);
  }
}

/** One value of a projection, with the names that lead to it. */
export type Field = Omit<Extract<Projection, { kind: "field" }>, "kind"> & {
  readonly path: readonly string[];
};

const collectFields = (
  projection: Projection,
  path: readonly string[],
  fields: Field[],
): readonly Field[] => {
  if (projection.kind === "field") {
    const { expression, type } = projection;
    fields.push({ path, expression, type });
  } else {
    for (const { name, value } of projection.fields) collectFields(value, [...path, name], fields);
  }
  return fields;
};

/** The fields of a projection in order. */
export const fieldsOf = (projection: Projection): readonly Field[] =>
  collectFields(projection, [], []);

/** A row that is selected whole, with the names that lead to it. */
export type WholeRow = { readonly path: readonly string[]; readonly row: Path };

/** The whole rows of a projection. */
export const wholeRowsOf = (
  projection: Projection,
  path: readonly string[] = [],
): readonly WholeRow[] => {
  if (projection.kind === "field") return [];
  if (projection.row) return [{ path, row: projection.row }];
  return projection.fields.flatMap(({ name, value }) => wholeRowsOf(value, [...path, name]));
};

/** The name of a field in SQL. A single value without a name is called `value`. */
export const fieldName = ({ path }: Field): string => path.join("_") || "value";
