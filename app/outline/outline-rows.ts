/** The rows of the outline: tables by name, and the columns of those that are open or searched for. */
import type { SchemaDocument } from "../../engine/index.ts";
import { type ColumnId, type TableId, type TableView, tableViews } from "../../engine/index.ts";

export type OutlineRow =
  | {
      readonly kind: "table";
      readonly id: TableId;
      readonly label: string;
      readonly name: string;
      readonly columnCount: number;
      readonly open: boolean;
    }
  | {
      readonly kind: "column";
      readonly id: ColumnId;
      readonly table: TableId;
      readonly label: string;
    };

export type OutlineQuery = {
  readonly search: string;
  readonly open: ReadonlySet<TableId>;
};

/** While searching, a table is shown when it or one of its columns has the text in its name. */
export const outlineRows = (
  document: SchemaDocument,
  { search, open }: OutlineQuery,
): readonly OutlineRow[] => {
  const wanted = search.trim().toLowerCase();
  const has = (name: string) => name.toLowerCase().includes(wanted);
  return tableViews(document)
    .toSorted((one, other) => one.table.entity.localeCompare(other.table.entity, "en"))
    .flatMap(view => {
      const found = wanted === "" ? [] : view.columns.filter(column => has(column.name));
      const named = has(view.table.entity) || has(view.table.name);
      if (!named && found.length === 0) return [];
      const isOpen = open.has(view.table.id);
      const columns = isOpen ? view.columns : found;
      return [
        tableRow(view, columns.length > 0),
        ...columns.map(
          ({ id, name }): OutlineRow => ({
            kind: "column",
            id,
            table: view.table.id,
            label: name,
          }),
        ),
      ];
    });
};

const tableRow = ({ table, columns }: TableView, open: boolean): OutlineRow => {
  const { id, entity: label, name } = table;
  return { kind: "table", id, label, name, columnCount: columns.length, open };
};
