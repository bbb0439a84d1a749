/** Describes the relation that a drop would add. */
import {
  addedRecords,
  applyDiff,
  columnOf,
  isError,
  type NewId,
  printColumnType,
  recordOf,
  relateTables,
  type SchemaDocument,
} from "../../engine/index.ts";
import type { RelationEnds } from "../commands/index.ts";

/** Such as `posts gets user_id integer, which references users.id`; or why there would be none. */
export const describeRelation = (
  document: SchemaDocument,
  ends: RelationEnds,
  newId: NewId,
): string => {
  const { value, diagnostics } = relateTables(document, { newId, ...ends });
  const rejection = diagnostics.find(isError);
  if (rejection) return rejection.message;
  const [key] = addedRecords(value, "foreignKey");
  if (!key) return "";
  const after = applyDiff(document, value);
  const listed = (ids: typeof key.columns, withTypes: boolean): string =>
    ids
      .map(id => columnOf(after, id))
      .map(({ name, type }) => (withTypes ? `${name} ${printColumnType(type, after)}` : name))
      .join(", ");
  const source = recordOf(after, "table", key.table).name;
  const target = recordOf(after, "table", key.target).name;
  const isNew = addedRecords(value, "column").length > 0;
  const referenced = `${target}.${listed(key.targetColumns, false)}`;
  return isNew
    ? `${source} gets ${listed(key.columns, true)}, which references ${referenced}`
    : `${source}.${listed(key.columns, false)} references ${referenced}`;
};
