/** The columns that the subqueries of an expression use. */

import { visitFields } from "../sql/index.ts";
import type { CollectionPath, NodeOf, QueryExpression } from "./expression.ts";
import { nodeLists, type QueryNode, recordLists } from "./query-fields.ts";
import { type Visitors, visitParts } from "./walk.ts";

type Column = NodeOf<"column">;

/** The columns by which a relation is connected to the row that it starts from. */
const sourceColumns = ({ from, relation }: CollectionPath): readonly Column[] =>
  relation.sourceColumns.map(column => ({ kind: "column", path: from, column, origin: undefined }));

class ColumnsUsed {
  readonly columns: Column[] = [];
  readonly #visitors: Visitors;

  constructor() {
    const node = (part: QueryNode): void => {
      if (part.kind === "column") this.columns.push(part);
      else visitFields(part, nodeLists[part.kind], this.#visitors);
    };
    this.#visitors = {
      node,
      related: node,
      part: node,
      query: query => visitFields(query, recordLists.query, this.#visitors),
      collection: collection => this.columns.push(...sourceColumns(collection)),
    };
  }

  /** Only subqueries: the parts of the expression over its own rows are left out. */
  within(expression: QueryExpression): void {
    visitParts(expression, { ...this.#visitors, node: () => undefined });
  }
}

/** The columns in the subqueries directly within an expression, with those of their own subqueries. */
export const columnsUsedIn = (expression: QueryExpression): readonly Column[] => {
  const used = new ColumnsUsed();
  used.within(expression);
  return used.columns;
};
