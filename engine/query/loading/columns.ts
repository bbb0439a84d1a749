/** The statement that loads columns of entities that came without them. */
import type { TextRange } from "../../base/index.ts";
import type { ColumnModel, EntityModel } from "../model.ts";
import { Aliases } from "../plan.ts";
import { newQueryState } from "../query-state.ts";
import { columnAt, narrowed, rowsOfQuery } from "./entity-rows.ts";
import { type Fetch, fetchRows } from "./fetch.ts";
import { isOneOf, type Keys } from "./keys.ts";

/** Brings the primary key and these columns of the rows with these keys. */
export const fetchColumns = (
  entity: EntityModel,
  columns: readonly ColumnModel[],
  keys: Keys,
  origin: TextRange | undefined,
): Fetch => {
  const aliases = new Aliases();
  const rows = rowsOfQuery(newQueryState({ entity }, origin), aliases);
  const key = entity.primaryKey.map(column => columnAt(rows.alias, column));
  const wanted = new Set([...entity.primaryKey, ...columns]);
  return fetchRows(
    {
      ...rows,
      columns: entity.columns.filter(column => wanted.has(column)),
      query: narrowed(rows.query, isOneOf(key, keys, origin)),
    },
    [],
    aliases,
  );
};
