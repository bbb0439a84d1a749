/** The tables that a statement speaks of. */
import type { Statement } from "./tree.ts";

/** The names of those that are read anywhere within a tree. */
export const tablesRead = (tree: unknown): ReadonlySet<string> => {
  const names = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null || value instanceof Uint8Array) return;
    if ("kind" in value && value.kind === "tableSource" && "name" in value) {
      names.add(String(value.name));
    }
    for (const part of Object.values(value)) visit(part);
  };
  visit(tree);
  return names;
};

/** Their names, each once; found anywhere in the tree, subqueries included. */
export const tablesIn = (statement: Statement): readonly string[] => {
  const names = new Set(tablesRead(statement));
  if ("table" in statement) names.add(statement.table);
  return [...names];
};
