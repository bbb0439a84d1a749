/** Moves tables on the canvas. */
import { type Report, report } from "../../base/index.ts";
import { Change } from "../change.ts";
import type { Diff } from "../diff.ts";
import type { NewId, SchemaDocument, TableId } from "../records.ts";
import { tableView } from "../views.ts";

export type PlaceTables = {
  readonly newId: NewId;
  readonly places: ReadonlyMap<TableId, { readonly x: number; readonly y: number }>;
};

export const placeTables = (
  document: SchemaDocument,
  { newId, places }: PlaceTables,
): Report<Diff> => {
  const change = new Change(document);
  for (const [table, { x, y }] of places) {
    const id = tableView(document, table).placement?.id ?? newId("placement");
    change.put({ kind: "placement", id, table, x: Math.round(x), y: Math.round(y) });
  }
  return report(change.finish());
};
