/** The rows of the outline: tables by name, with the columns of open tables and of search results. */
import {
  type Column,
  type ColumnId,
  type SchemaDocument,
  type TableId,
  type TableView,
  tableViews,
} from "../../engine/index.ts";
import { bestRank, COLUMN, isText, matchRank } from "./match-rank.ts";

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

/**
 * A search shows tables by how well their name, or the name of a column, matches the text. A table whose name
 * matches is before one that only has a matching column; the letters of the text alone find names of tables.
 */
export const outlineRows = (
  document: SchemaDocument,
  { search, open }: OutlineQuery,
): readonly OutlineRow[] => {
  const term = search.trim().toLowerCase();
  const matches = tableViews(document).flatMap(view => matchOf(view, term) ?? []);
  return matches
    .toSorted((one, other) => one.rank - other.rank || byName(one.view, other.view))
    .flatMap(({ view, columns: found }) => {
      const columns = open.has(view.table.id) ? view.columns : found;
      return [tableRow(view, columns.length > 0), ...columns.map(columnRow)];
    });
};

type Match = {
  readonly view: TableView;
  readonly rank: number;
  /** The columns that match. */
  readonly columns: readonly Column[];
};

const matchOf = (view: TableView, term: string): Match | null => {
  if (term === "") return { view, rank: 0, columns: [] };
  const { entity, name } = view.table;
  const ranked = view.columns.map(column => ({ column, rank: matchRank(column.name, term) }));
  const found = ranked.filter(({ rank }) => isText(rank));
  const columns = found.map(({ column }) => column);
  const own = bestRank([entity, name], term);
  const ofColumns = Math.min(...found.map(({ rank }) => COLUMN + (rank ?? 0)));
  const rank = isText(own) || columns.length === 0 ? own : ofColumns;
  return rank === null ? null : { view, rank, columns };
};

const byName = (one: TableView, other: TableView): number =>
  one.table.entity.localeCompare(other.table.entity, "en");

const columnRow = ({ id, table, name }: Column): OutlineRow => ({
  kind: "column",
  id,
  table,
  label: name,
});

const tableRow = ({ table, columns }: TableView, open: boolean): OutlineRow => {
  const { id, entity: label, name } = table;
  return { kind: "table", id, label, name, columnCount: columns.length, open };
};
