/** The errors of reading relations that are not loaded; they name the fix. */
import type { TextRange } from "../../base/index.ts";
import { QueryError, type RelationModel } from "../../query/index.ts";

const loadedWith = ({ name, source }: RelationModel): string => {
  const row = source.name.charAt(0).toLowerCase();
  return `.with(${row} => ${row}.${name})`;
};

/** For a relation that is not loaded. */
export const relationNotLoaded = (
  relation: RelationModel,
  range: TextRange | undefined,
): QueryError =>
  new QueryError("relation-not-loaded", `${relation.label} is not loaded.`, {
    range,
    hint: `Await it, or load it with the query: ${loadedWith(relation)}.`,
  });

/** For a relation that was loaded with conditions, if the whole is needed. */
export const loadedInPart = ({ label }: RelationModel, range: TextRange | undefined): QueryError =>
  new QueryError("relation-not-loaded", `${label} is loaded in part.`, {
    range,
    hint: "Await the relation first, so that all of its items are known.",
  });

/** For a relation whose lazy loading is forbidden. */
export const lazyLoadForbidden = (
  relation: RelationModel,
  range: TextRange | undefined,
): QueryError =>
  new QueryError("lazy-load-forbidden", `${relation.label} must not be loaded by reading it.`, {
    range,
    hint: `Load it with the query, ${loadedWith(relation)}, or with db.load().`,
  });
