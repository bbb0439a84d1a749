/** Expression builders: every method creates a node and records its origin. */
export { ExpressionBuilder } from "./expression-builder.ts";
export * as types from "./types.ts";
export { withAllConditions } from "./unused-conditions.ts";
export {
  conditionOf,
  isOfEnum,
  isQuery,
  type MakeNode,
  negation,
  OrderBuilder,
  operandType,
  orderKeyOf,
  type Query,
  STATE,
  ValueMethods,
  valueOfQuery,
} from "./value.ts";
export { listOf } from "./window.ts";
