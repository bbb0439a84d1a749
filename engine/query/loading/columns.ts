/** The statement that loads deferred columns of entities. */
import type { TextRange } from "../../base/index.ts";
import type { ColumnModel, EntityModel } from "../model.ts";
import { Aliases } from "../plan.ts";
import { newQueryState } from "../query-state.ts";
import { columnAt, rowsOfQuery, withCondition } from "./entity-rows.ts";
import { type Fetch, fetchRows } from "./fetch.ts";
import { isOneOf, type Keys } from "./keys.ts";

/** Loads the primary key and these columns of the rows with these keys. */
export const fetchColumns = (
  entity: EntityModel,
  columns: readonly ColumnModel[],
  keys: Keys,
  origin: TextRange | undefined,
): Fetch => {
  const aliases = new Aliases();
  const rows = rowsOfQuery(newQueryState({ entity }, origin), aliases);
  const key = entity.primaryKey.map(column => columnAt(rows.alias, column));
  const selected = new Set([...entity.primaryKey, ...columns]);
  return fetchRows(
    {
      ...rows,
      columns: entity.columns.filter(column => selected.has(column)),
      query: withCondition(rows.query, isOneOf(key, keys, origin)),
    },
    [],
    aliases,
  );
};
