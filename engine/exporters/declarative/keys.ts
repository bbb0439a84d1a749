/** The foreign keys that the models have. */
import { warning } from "../../base/index.ts";
import { columnOf, type ForeignKey, type TableView, tableView } from "../../schema/index.ts";
import type { Models } from "./module.ts";

export type Keys = {
  /** The foreign keys of each table that SQLAlchemy supports. */
  readonly of: (view: TableView) => readonly ForeignKey[];
  readonly all: ReadonlySet<ForeignKey["id"]>;
};

/** Foreign keys that SQLAlchemy supports; others are reported. A dot in a column name is ambiguous in `table.column`. */
const supportedKeys = (models: Models, view: TableView): readonly ForeignKey[] =>
  view.foreignKeys.filter(key => {
    const target = tableView(models.document, key.target);
    const dotted = key.targetColumns.some(id => columnOf(models.document, id).name.includes("."));
    if (!dotted && target.columns.length > 0) return true;
    const message = `${models.library.label} cannot reference these columns of "${target.table.name}"; "${key.forward}" is omitted.`;
    models.addDiagnostic(warning("foreign-key-lost", message, { record: key.id }));
    return false;
  });

export const keysOf = (models: Models, views: readonly TableView[]): Keys => {
  const byTable = new Map(views.map(view => [view.table.id, supportedKeys(models, view)]));
  return {
    of: view => byTable.get(view.table.id) ?? [],
    all: new Set([...byTable.values()].flat().map(({ id }) => id)),
  };
};
