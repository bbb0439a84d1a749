/** Functions that make one value of many rows, by the names that they have in the tree. */
export const aggregates: ReadonlySet<string> = new Set([
  "count",
  "sum",
  "avg",
  "min",
  "max",
  "string_agg",
  "bool_and",
  "bool_or",
]);
