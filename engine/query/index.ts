/** Object queries: from what a person says to an SQL tree. */
export type * as Api from "./api.ts";
export { askedColumn, askedColumns } from "./asked-columns.ts";
export { type CallSite, type CallSites, noCallSites } from "./call-site.ts";
export { type CompiledQuery, compileCount, compileQuery, compileSelect } from "./compile.ts";
export { declareEntities } from "./declare.ts";
export type {
  LoadRequest,
  LoadStrategy,
  Path,
  QueryExpression,
  QueryState,
  RowVariable,
  Said,
  Shape,
} from "./expression.ts";
export { STATE } from "./expression-builder.ts";
export { type QueryFunctions, queryFunctions } from "./functions.ts";
export { isWhole, loadRequestsOf, plainRequest, strategyOf } from "./load-request.ts";
export * from "./loading/index.ts";
export {
  type ColumnModel,
  type EntityModel,
  type Model,
  modelOf,
  type RelationModel,
  type ThroughModel,
} from "./model.ts";
export { rowOfVariable } from "./paths.ts";
export { EntitySetQuery, type QueryRunner } from "./query-builder.ts";
export { QueryError, type QueryErrorCode } from "./query-error.ts";
export { fieldsOf, newQueryState } from "./query-state.ts";
export { conjunction, equalColumns } from "./to-sql.ts";
export { fromDatabase, isPlain, toParameter } from "./values.ts";
