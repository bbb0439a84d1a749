/** The query builders. */
export {
  CommonTable,
  commonTable,
  fromState,
  isCommonTable,
  recursiveTable,
  valuesState,
} from "./common-table.ts";
export { cursorOf } from "./cursor.ts";
export { EntityQuery, EntitySetQuery } from "./entity-query.ts";
export { JoinedQuery } from "./row-query.ts";
export { SelectionQuery } from "./selection-query.ts";
export { rawQuery } from "./write-values.ts";
