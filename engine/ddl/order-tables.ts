/** Tables in an order in which they can be made: what is referred to comes first. */
import { memoize } from "../base/index.ts";
import { type SchemaDocument, type TableId, tableView, tableViews } from "../schema/index.ts";

/** Every table after those it refers to, as far as cycles allow; otherwise in document order. */
export const orderTables = memoize((document: SchemaDocument): readonly TableId[] => {
  const ordered = new Set<TableId>();
  const entered = new Set<TableId>();
  for (const { table } of tableViews(document)) {
    // A stack of our own: a long chain of references must not exhaust the program's.
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
