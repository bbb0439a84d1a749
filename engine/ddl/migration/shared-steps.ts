/** Steps that are nearly the same for every database. */
import type { TableId, TableView } from "../../schema/index.ts";
import { createTable } from "../create-table.ts";
import type { Drafting } from "../ddl-dialect.ts";
import { named } from "../names.ts";
import type { DdlStatement } from "../statement.ts";
import type { ColumnPair, Pairing, TablePair } from "./pairing.ts";
import { type Move, orderRenames, type Rename, withoutCaseAlone } from "./renames.ts";
import { type MigrationStep, type StepKind, step } from "./steps.ts";

export const alterTable = (table: TableId, text: string): DdlStatement => ({
  text,
  table,
  kind: "alter table",
});

const renameStep = (
  kind: StepKind,
  { from, to, isLast }: Pick<Move<unknown>, "from" | "to" | "isLast">,
  what: (name: string) => string,
  statement: DdlStatement,
): MigrationStep => {
  const reason = isLast
    ? `${what(from)} is renamed to ${to}.`
    : `${what(from)} is temporarily renamed to ${to}.`;
  return step({ kind, reason }, statement.table, [statement]);
};

export const renameTables = (drafting: Drafting, pairing: Pairing): readonly MigrationStep[] => {
  const renames = pairing.tables.map(
    (item): Rename<TablePair> => ({
      item,
      from: item.before.table.name,
      to: item.after.table.name,
    }),
  );
  const names = pairing.added.map(({ table }) => table.name);
  const ordered = orderRenames(renames, names);
  const moves = drafting.dialect.sql.identifiers.foldsCase
    ? ordered
    : withoutCaseAlone(ordered, [...names, ...renames.map(({ from }) => from)]);
  return moves.map(move => {
    const { item, from, to } = move;
    const text = `ALTER TABLE ${named(drafting, from)} RENAME TO ${named(drafting, to)}`;
    return renameStep(
      "rename table",
      move,
      name => `Table ${name}`,
      alterTable(item.after.table.id, text),
    );
  });
};

/** Renames columns; a column of `dropped` is moved when another needs its name. */
export const renameColumns = (
  drafting: Drafting,
  pair: TablePair,
  dropped: TablePair["dropped"],
): { readonly steps: readonly MigrationStep[]; readonly namesNow: ReadonlyMap<string, string> } => {
  const { table } = pair.after;
  const renames: readonly Rename<{ readonly id: string }>[] = [
    ...pair.columns.map(({ before, after }: ColumnPair) => ({
      item: before,
      from: before.name,
      to: after.name,
    })),
    ...dropped.map(column => ({ item: column, from: column.name, to: null })),
  ];
  const moves = orderRenames(
    renames,
    pair.added.map(({ name }) => name),
  );
  const steps = moves.map(move => {
    const text = `ALTER TABLE ${named(drafting, table.name)} RENAME COLUMN ${named(drafting, move.from)} TO ${named(drafting, move.to)}`;
    return renameStep(
      "rename column",
      move,
      name => `Column ${table.name}.${name}`,
      alterTable(table.id, text),
    );
  });
  const namesNow = new Map([
    ...dropped.map(({ id, name }) => [id as string, name] as const),
    ...moves.map(({ item, to }) => [item.id, to] as const),
  ]);
  return { steps, namesNow };
};

export const dropTable = (drafting: Drafting, { table }: TableView): MigrationStep => {
  const text = `DROP TABLE ${named(drafting, table.name)}`;
  const reason = `Table ${table.name} is gone.`;
  const dataLoss = `All rows of ${table.name} are lost.`;
  return step({ kind: "drop table", reason, dataLoss }, table.id, [
    { text, table: table.id, kind: "drop table" },
  ]);
};

export const newTable = (
  drafting: Drafting,
  view: TableView,
  foreignKeys: TableView["foreignKeys"],
  more: readonly DdlStatement[] = [],
): MigrationStep => {
  const { id, name } = view.table;
  return step({ kind: "create table", reason: `Table ${name} is new.` }, id, [
    { ...createTable(drafting, view, foreignKeys), table: id, kind: "create table" },
    ...more,
  ]);
};
