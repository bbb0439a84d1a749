/** Expression builders: every method creates a node and records its origin. */
export { ExpressionBuilder } from "./expression-builder.ts";
export * as types from "./types.ts";
export {
  conditionOf,
  isQuery,
  type MakeNode,
  OrderBuilder,
  operandType,
  orderKeyOf,
  type Query,
  STATE,
  valueOfQuery,
} from "./value.ts";
