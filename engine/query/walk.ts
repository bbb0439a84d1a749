/** Walks over the expressions of a query. */
import type { ColumnType } from "../schema/index.ts";
import { sameFields, visitFields } from "../sql/index.ts";
import type { QueryExpression, Sourced } from "./expression.ts";
import { nodeLists, type QueryNode, type QueryRoles, recordLists } from "./query-fields.ts";

export type Visitors = { readonly [Role in keyof QueryRoles]?: (value: QueryRoles[Role]) => void };

/** Calls the visitor of its role for each part of an expression, in the order of its fields. */
export const visitParts = (expression: QueryExpression, visitors: Visitors): void =>
  visitFields(expression, nodeLists[expression.kind], visitors);

/** The expressions directly within another, over the same rows: conditions on a relation and subqueries are left out. */
export const partsOf = (expression: QueryExpression): readonly QueryExpression[] => {
  const parts: QueryExpression[] = [];
  visitParts(expression, { node: part => parts.push(part) });
  return parts;
};

/** Whether two nodes mean the same. Rows, tables and columns are compared by identity. */
export const sameNode = (a: QueryNode, b: QueryNode): boolean =>
  a.kind === b.kind && sameFields(a, b, nodeLists[a.kind], sameValue);

const sameValue = (a: unknown, b: unknown, name: string): boolean => {
  const role = name as keyof QueryRoles;
  switch (role) {
    case "node":
    case "related":
    case "part":
      return sameNode(a as QueryNode, b as QueryNode);
    case "query":
    case "load":
    case "path":
    case "collection":
      return sameFields(a as object, b as object, recordLists[role], sameValue);
    case "count":
      return (a as Sourced<number>).value === (b as Sourced<number>).value;
    case "type":
      return (a as ColumnType).kind === (b as ColumnType).kind;
    case "data":
    case "value":
    case "row":
    case "table":
    case "entity":
    case "relation":
    case "column":
      return a === b;
  }
};
