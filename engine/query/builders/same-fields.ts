/** Selections of a compound. Their fields match by name; SQL matches columns by position. */
import type { TextRange } from "../../base/index.ts";
import type { Projection, QueryState, Sourced } from "../expression.ts";
import { pathTarget } from "../paths.ts";
import { QueryError } from "../query-error.ts";

/** A projection with its fields in the order of another; null if the fields differ. */
const inOrderOf = (first: Projection, other: Projection): Projection | null => {
  if (first.kind === "field" || other.kind === "field") {
    return first.kind === other.kind ? other : null;
  }
  if (first.row && !(other.row && pathTarget(first.row) === pathTarget(other.row))) return null;
  if (first.fields.length !== other.fields.length) return null;
  const fields = first.fields.flatMap(({ name, value }) => {
    const match = other.fields.find(field => field.name === name);
    const ordered = match && inOrderOf(value, match.value);
    return ordered ? [{ name, value: ordered }] : [];
  });
  return fields.length === other.fields.length ? { ...other, fields } : null;
};

const projectionIn = (
  { projection }: QueryState,
  range: TextRange | undefined,
  subject: string,
): Sourced<Projection> => {
  if (projection) return projection;
  throw new QueryError(
    "invalid-value",
    `${subject} expects selections, not queries for entities.`,
    {
      range,
      hint: "Select the fields: select(u => ({ id: u.id, name: u.name })).",
    },
  );
};

/** A query with its fields in the order of another. @throws QueryError `invalid-value` if the fields differ */
export const withFieldsOf = (
  first: QueryState,
  other: QueryState,
  subject: string,
  range: TextRange | undefined,
): QueryState => {
  const own = projectionIn(other, range, subject);
  const value = inOrderOf(projectionIn(first, range, subject).value, own.value);
  if (!value) {
    throw new QueryError("invalid-value", `${subject} expects two selections of the same fields.`, {
      range,
      hint: "Use the same field names in both selections.",
    });
  }
  const queries = other.compound?.queries.map(query => withFieldsOf(first, query, subject, range));
  return {
    ...other,
    projection: { ...own, value },
    compound: queries && other.compound ? { ...other.compound, queries } : null,
  };
};
