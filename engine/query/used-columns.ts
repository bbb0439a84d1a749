/** The columns that expressions and their subqueries use. */
import { visitFields } from "../sql/index.ts";
import type { CollectionPath, NodeOf, QueryExpression } from "./expression.ts";
import { nodeLists, type QueryNode, recordLists } from "./query-fields.ts";
import { type Visitors, visitParts } from "./walk.ts";

type Column = NodeOf<"column">;

/** The columns by which a relation is connected to the row that it starts from. */
const sourceColumns = ({ from, relation }: CollectionPath): readonly Column[] =>
  relation.sourceColumns.map(column => ({ kind: "column", path: from, column, origin: undefined }));

class UsedColumns {
  readonly columns: Column[] = [];
  readonly #visitors: Visitors;

  constructor() {
    const node = (part: QueryNode): void => this.add(part);
    this.#visitors = {
      node,
      related: node,
      part: node,
      query: query => visitFields(query, recordLists.query, this.#visitors),
      collection: collection => this.columns.push(...sourceColumns(collection)),
    };
  }

  add(node: QueryNode): void {
    if (node.kind === "column") this.columns.push(node);
    else visitFields(node, nodeLists[node.kind], this.#visitors);
  }

  addSubqueries(expression: QueryExpression): void {
    visitParts(expression, { ...this.#visitors, node: () => undefined });
  }
}

/** The columns that an expression uses. */
export const columnsOf = (expression: QueryExpression): readonly Column[] => {
  const used = new UsedColumns();
  used.add(expression);
  return used.columns;
};

/** The columns that the subqueries directly within an expression use. */
export const columnsOfSubqueries = (expression: QueryExpression): readonly Column[] => {
  const used = new UsedColumns();
  used.addSubqueries(expression);
  return used.columns;
};
