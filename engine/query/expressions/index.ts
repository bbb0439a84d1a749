/** What conditions and selections are written with: every method makes another node and notes the words that asked for it. */
export { ExpressionBuilder } from "./expression-builder.ts";
export * as types from "./types.ts";
export {
  conditionOf,
  isQuery,
  OrderBuilder,
  orderKeyOf,
  type Query,
  STATE,
  typeAsked,
  valueOfQuery,
} from "./value.ts";
