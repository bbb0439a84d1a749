/** The state that a query starts from, and what can be asked of a shape. */
import type { TextRange } from "../base/index.ts";
import type { Path, QueryState, RowVariable, Shape } from "./expression.ts";
import type { EntityModel } from "./model.ts";

/** Whatever nothing was said of yet; a state never changes, so all can share it. */
const NONE: readonly never[] = [];
const NO_COLUMNS: ReadonlySet<never> = new Set();

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
  shape: null,
  loads: NONE,
  deferred: NO_COLUMNS,
  distinct: false,
  limit: null,
  offset: null,
});

/** A query of which nobody has asked more yet than what entity it is of. */
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

/** One value of a shape, with the way to it. */
export type Field = Omit<Extract<Shape, { kind: "field" }>, "kind"> & {
  readonly way: readonly string[];
};

const gatherFields = (shape: Shape, way: readonly string[], fields: Field[]): readonly Field[] => {
  if (shape.kind === "field") fields.push({ way, expression: shape.expression, type: shape.type });
  else for (const [name, inner] of shape.fields) gatherFields(inner, [...way, name], fields);
  return fields;
};

/** The fields of a shape in order. */
export const fieldsOf = (shape: Shape): readonly Field[] => gatherFields(shape, [], []);

/** A row that is asked for whole, with the way to it. */
export type WholeRow = { readonly way: readonly string[]; readonly row: Path };

/** The rows that a shape asks for whole. */
export const wholeRowsOf = (shape: Shape, way: readonly string[] = []): readonly WholeRow[] => {
  if (shape.kind === "field") return [];
  if (shape.row) return [{ way, row: shape.row }];
  return shape.fields.flatMap(([name, inner]) => wholeRowsOf(inner, [...way, name]));
};

/** The name of a field in SQL; a value that stands alone is called `value` where it needs a name. */
export const fieldName = ({ way }: Field): string => way.join("_") || "value";
