/** Statements that load entities and their relations, by every strategy. */
export { fetchColumns } from "./columns.ts";
export { neededColumns } from "./entity-rows.ts";
export {
  type Fetch,
  type FetchNode,
  fetchQuery,
  type JoinedNode,
  type NestedNode,
} from "./fetch.ts";
export {
  inStableOrder,
  isInline,
  isSubquery,
  type Load,
  type LoadDefaults,
  LoadPlanner,
} from "./load.ts";
export { fetchPage, type PageFetch, selectPageKeys } from "./page.ts";
export {
  fetchAll,
  fetchByKeys,
  fetchByRows,
  loadsAllReferring,
  type RelatedFetch,
  type RowSet,
  rowSetOfLoad,
  rowSetOfQuery,
} from "./related.ts";
export { fetchSelection, hasRowPerEntity, ownRowOf, type SelectionFetch } from "./selection.ts";
