/** A row that is written, where a database knows it by the name of its table alone. */
import { replaceIn } from "./replace-in.ts";

/** The same tree, in which the columns of an alias are those of the table. */
export const underTableName = <Tree>(tree: Tree, alias: string, table: string): Tree =>
  replaceIn(tree, node =>
    "kind" in node && node.kind === "column" && "source" in node && node.source === alias
      ? { ...node, source: table }
      : null,
  );
