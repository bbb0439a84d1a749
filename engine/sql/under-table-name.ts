/** A written row, for databases that know it only by the name of its table. */
import type { Expression, SelectItem } from "./tree.ts";
import { replaceIn } from "./walk.ts";

/** The expression with the columns of an alias qualified by the table name instead. */
export const underTableName = (expression: Expression, alias: string, table: string): Expression =>
  replaceIn(expression, node =>
    node.kind === "column" && node.source === alias ? { ...node, source: table } : null,
  );

export const itemsUnderTableName = (
  items: readonly SelectItem[],
  alias: string,
  table: string,
): readonly SelectItem[] =>
  items.map(item => ({ ...item, expression: underTableName(item.expression, alias, table) }));
