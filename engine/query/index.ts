/** Object queries, from builders to SQL trees. */
export type * as Api from "./api.ts";
export {
  commonTable,
  cursorOf,
  EntitySetQuery,
  fromState,
  JoinedQuery,
  rawQuery,
  recursiveTable,
  SelectionQuery,
  valuesState,
} from "./builders/index.ts";
export { type CallSite, type CallSites, noCallSites } from "./call-site.ts";
export { columnReference, columnReferences } from "./column-references.ts";
export {
  type CompiledQuery,
  compileCount,
  compileQuery,
  compileSelect,
  compileStatement,
} from "./compile.ts";
export { compileRaw, compileWrite } from "./compile-write.ts";
export { declareEntities } from "./declare.ts";
export type {
  LoadRequest,
  LoadStrategy,
  Path,
  Projection,
  QueryExpression,
  QueryState,
  RowVariable,
  Sourced,
} from "./expression.ts";
export { ExpressionBuilder, isQuery, STATE } from "./expressions/index.ts";
export { type FingerprintWord, fingerprintOf, type QueryFingerprint } from "./fingerprint.ts";
export { queryFunctions } from "./functions.ts";
export { insertPortions } from "./insert-portions.ts";
export { conjunction, equalColumns } from "./joins-to-sql.ts";
export {
  isWhole,
  loadRequestsOf,
  plainRequest,
  strategyOf,
} from "./load-request.ts";
export * from "./loading/index.ts";
export { MODEL } from "./marks.ts";
export {
  type ColumnModel,
  type EntityModel,
  type Model,
  modelOf,
  type RelationModel,
  type ThroughModel,
} from "./model.ts";
export { callWithRows, pathTarget, type RowBody } from "./paths.ts";
export {
  type Plain,
  type PlainCommonTable,
  type PlainQuery,
  type PlainRow,
  plainQuery,
  queryFromPlain,
  type RelationReference,
} from "./plain-query.ts";
export { QueryError, type QueryErrorCode, queryErrorCodes } from "./query-error.ts";
export type { PageRow, QueryRunner, RawQuery, WriteResult } from "./query-runner.ts";
export { fieldsOf, newQueryState, type WholeRow, wholeRowsOf } from "./query-state.ts";
export { requireTruthValue } from "./truth-value.ts";
export { checkType, fromDatabase, isPlain, toParameter } from "./values.ts";
export type { WriteState } from "./write-state.ts";
export { checkWritten } from "./written-value.ts";
