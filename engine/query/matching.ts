/** Conditions as objects: `{ name: "Ada", city: null, id: [1, 2] }`, equal, is null, in. */
import { didYouMean, type TextRange } from "../base/index.ts";
import type { CallSites } from "./call-site.ts";
import type { QueryExpression, RowVariable } from "./expression.ts";
import { ExpressionBuilder } from "./expressions/index.ts";
import { QueryError } from "./query-error.ts";
import { refersTo } from "./references.ts";

export type Match = object;

/** Whether a condition is a callback. */
export const isBody = <Body extends (...rows: readonly object[]) => unknown>(
  condition: Body | Match,
): condition is Body => typeof condition === "function";

/** @throws QueryError `not-a-condition`, `unknown-column` */
export const matchConditions = (
  variable: RowVariable,
  match: Match,
  { callSites, range }: { readonly callSites: CallSites; readonly range: TextRange | undefined },
): readonly QueryExpression[] => {
  const { entity } = variable;
  if (typeof match !== "object" || match === null) {
    throw new QueryError("not-a-condition", "where() expects a condition.", {
      range,
      hint: 'Pass values to match, where({ name: "Ada" }), or a function, where(u => u.name.eq("Ada")).',
    });
  }
  const path = { variable, relations: [] };
  return Object.entries(match).map(([name, value]) => {
    const column = entity.columnsByName.get(name);
    const relation = entity.relations.get(name);
    if (relation?.cardinality === "one") {
      const { node } = refersTo(path, relation, value, callSites);
      return { ...node, origin: range };
    }
    if (!column) {
      throw new QueryError("unknown-column", `${entity.name} has no column "${name}".`, {
        hint: didYouMean(name, entity.columnsByName.keys()),
        range,
      });
    }
    const node: QueryExpression = { kind: "column", path, column, origin: range };
    const builder = new ExpressionBuilder(node, () => null, column.type);
    const condition = Array.isArray(value) ? builder.in(value) : builder.eq(value);
    return { ...condition.node, origin: range };
  });
};
