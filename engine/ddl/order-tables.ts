/** Orders tables for creation: a referenced table comes first. */
import { memoize } from "../base/index.ts";
import { type SchemaDocument, type TableId, tableView, tableViews } from "../schema/index.ts";

/** Every table after those it references, as far as cycles allow; otherwise in document order. */
export const orderTables = memoize((document: SchemaDocument): readonly TableId[] => {
  const ordered = new Set<TableId>();
  const entered = new Set<TableId>();
  for (const { table } of tableViews(document)) {
    // An explicit stack: a long chain of references must not exhaust the call stack.
    const stack = [table.id];
    for (let id = stack.at(-1); id !== undefined; id = stack.at(-1)) {
      const next = entered.has(id) ? [] : tableView(document, id).foreignKeys;
      entered.add(id);
      const open = next.map(key => key.target).filter(target => !entered.has(target));
      if (open.length > 0) stack.push(...open.reverse());
      else {
        stack.pop();
        ordered.add(id);
      }
    }
  }
  return [...ordered];
});
