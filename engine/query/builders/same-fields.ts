/** Selections whose rows are put together: fields meet by their names, in SQL by their places. */
import type { TextRange } from "../../base/index.ts";
import type { QueryState, Said, Shape } from "../expression.ts";
import { pathTarget } from "../paths.ts";
import { QueryError } from "../query-error.ts";

/** The fields of one shape in the order of another; null where they are not the same. */
const inOrderOf = (wanted: Shape, shape: Shape): Shape | null => {
  if (wanted.kind === "field" || shape.kind === "field") {
    return wanted.kind === shape.kind ? shape : null;
  }
  if (wanted.row && !(shape.row && pathTarget(wanted.row) === pathTarget(shape.row))) return null;
  const found = new Map(shape.fields);
  if (found.size !== wanted.fields.length) return null;
  const fields = wanted.fields.flatMap(([name, inner]) => {
    const other = found.get(name);
    const field = other && inOrderOf(inner, other);
    return field ? [[name, field] as const] : [];
  });
  return fields.length === found.size ? { ...shape, fields } : null;
};

const selected = (
  { shape }: QueryState,
  range: TextRange | undefined,
  word: string,
): Said<Shape> => {
  if (shape) return shape;
  throw new QueryError("invalid-value", `${word} needs selections.`, {
    range,
    hint: "Name the fields: select(u => ({ id: u.id, name: u.name })).",
  });
};

/** A query that gives the fields of another in its order. @throws QueryError `invalid-value` */
export const withFieldsOf = (
  first: QueryState,
  other: QueryState,
  word: string,
  range: TextRange | undefined,
): QueryState => {
  const wanted = selected(first, range, word).value;
  const given = selected(other, range, word);
  const value = inOrderOf(wanted, given.value);
  if (!value) {
    throw new QueryError("invalid-value", `${word} needs two selections of the same fields.`, {
      range,
      hint: "Give the fields of both the same names.",
    });
  }
  const queries = other.compound?.queries.map(query => withFieldsOf(first, query, word, range));
  return {
    ...other,
    shape: { ...given, value },
    compound: queries && other.compound ? { ...other.compound, queries } : null,
  };
};
