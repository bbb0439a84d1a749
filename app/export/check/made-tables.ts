/** Compares the tables that a library created with those of the design. */
import {
  columnNamed,
  type SchemaDocument,
  type TableView,
  tableNamed,
  tableViews,
} from "../../../engine/index.ts";

export type MadeTable = {
  readonly name: string;
  readonly columns: number;
  readonly foreignKeys: number;
  readonly indexes: number;
  /** What the design has and the table lacks, or the other way round; empty if they agree. */
  readonly differences: readonly string[];
};

const listed = (names: readonly string[]): string => names.map(name => `"${name}"`).join(", ");

const columnDifferences = (designed: TableView, made: TableView): readonly string[] => {
  const missing = designed.columns.filter(({ name }) => !columnNamed(made, name));
  const added = made.columns.filter(({ name }) => !columnNamed(designed, name));
  return [
    ...(missing.length > 0 ? [`It has no ${listed(missing.map(({ name }) => name))}.`] : []),
    ...(added.length > 0 ? [`It has ${listed(added.map(({ name }) => name))} in addition.`] : []),
  ];
};

/** A count of 2 and 1 becomes "1 of 2 foreign keys". */
const countDifference = (designed: number, made: number, noun: string): readonly string[] =>
  made < designed ? [`It has ${made} of ${designed} ${noun}.`] : [];

const compare = (designed: TableView, made: TableView | undefined): MadeTable => {
  const { name } = designed.table;
  if (!made) {
    const differences = ["The models do not create this table."];
    return { name, columns: 0, foreignKeys: 0, indexes: 0, differences };
  }
  return {
    name,
    columns: made.columns.length,
    foreignKeys: made.foreignKeys.length,
    indexes: made.indexes.length,
    differences: [
      ...columnDifferences(designed, made),
      ...countDifference(designed.foreignKeys.length, made.foreignKeys.length, "foreign keys"),
      ...countDifference(designed.checks.length, made.checks.length, "checks"),
      ...(designed.primaryKey && !made.primaryKey ? ["It has no primary key."] : []),
    ],
  };
};

/** The tables of the design in their order, then tables that only the library has. */
export const compareTables = (
  design: SchemaDocument,
  made: SchemaDocument,
): readonly MadeTable[] => {
  const designed = tableViews(design).filter(({ columns }) => columns.length > 0);
  const others = tableViews(made).filter(({ table }) => !tableNamed(design, table.name));
  return [
    ...designed.map(view => compare(view, tableNamed(made, view.table.name))),
    ...others.map(view => ({
      name: view.table.name,
      columns: view.columns.length,
      foreignKeys: view.foreignKeys.length,
      indexes: view.indexes.length,
      differences: ["The design does not have this table."],
    })),
  ];
};
