/** The rows of the outline: tables by name, with the columns of open tables and of search results. */
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

/** A search shows tables whose name, or the name of a column, contains the text. */
export const outlineRows = (
  document: SchemaDocument,
  { search, open }: OutlineQuery,
): readonly OutlineRow[] => {
  const term = search.trim().toLowerCase();
  const has = (name: string) => name.toLowerCase().includes(term);
  return tableViews(document)
    .toSorted((one, other) => one.table.entity.localeCompare(other.table.entity, "en"))
    .flatMap(view => {
      const matches = term === "" ? [] : view.columns.filter(column => has(column.name));
      const named = has(view.table.entity) || has(view.table.name);
      if (!named && matches.length === 0) return [];
      const isOpen = open.has(view.table.id);
      const columns = isOpen ? view.columns : matches;
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
