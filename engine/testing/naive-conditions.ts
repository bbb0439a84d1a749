/** Conditions judged row by row, in the three-valued logic of SQL: null is neither true nor false. */

export type Value = string | number | null;
export type Truth = boolean | null;

export const not = (truth: Truth): Truth => (truth === null ? null : !truth);

export const and = (truths: readonly Truth[]): Truth => {
  if (truths.includes(false)) return false;
  return truths.includes(null) ? null : true;
};

export const or = (truths: readonly Truth[]): Truth => not(and(truths.map(not)));

const order = (a: string | number, b: string | number): number => {
  if (a === b) return 0;
  return a < b ? -1 : 1;
};

export type Operator = "eq" | "ne" | "gt" | "gte" | "lt" | "lte";

const MEANS: Readonly<Record<Operator, (sign: number) => boolean>> = {
  eq: sign => sign === 0,
  ne: sign => sign !== 0,
  gt: sign => sign > 0,
  gte: sign => sign >= 0,
  lt: sign => sign < 0,
  lte: sign => sign <= 0,
};

export const compare = (operator: Operator, a: Value, b: Value): Truth =>
  a === null || b === null ? null : MEANS[operator](order(a, b));

export const inList = (value: Value, list: readonly Value[]): Truth =>
  or(list.map(each => compare("eq", value, each)));

export type ArithmeticName = "plus" | "minus" | "times";

export const calculate = (name: ArithmeticName, a: Value, b: Value): Value => {
  if (a === null || b === null) return null;
  const [left, right] = [Number(a), Number(b)];
  if (name === "plus") return left + right;
  return name === "minus" ? left - right : left * right;
};

/** `%` is any text and `_` any character; a backslash before either means it as it is; case of ASCII does not count. */
export const like = (text: Value, pattern: string): Truth => {
  if (text === null) return null;
  const source = [...pattern.matchAll(/\\(.)|[\s\S]/g)].map(([all, meant]) => {
    if (meant === undefined && all === "%") return ".*";
    if (meant === undefined && all === "_") return ".";
    return (meant ?? all).replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  });
  return new RegExp(`^${source.join("")}$`, "is").test(String(text));
};

/** Compares values; the position of nulls does not depend on the direction. */
export const compareForOrder = (
  a: Value,
  b: Value,
  { descending, nulls }: { readonly descending: boolean; readonly nulls: "first" | "last" },
): number => {
  if (a === null || b === null) {
    if (a === b) return 0;
    return (a === null) === (nulls === "first") ? -1 : 1;
  }
  return descending ? -order(a, b) : order(a, b);
};
