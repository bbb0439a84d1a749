/** The names of aggregate functions in the tree. */
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
