/** Indexes that MySQL creates for foreign keys without one; they remain when the key is dropped. */
import { type ForeignKey, type SchemaDocument, tableView } from "../../schema/index.ts";
import { mysqlImplicitNames } from "../dialects/mysql-names.ts";
import { named } from "../names.ts";
import type { TablePair } from "./pairing.ts";
import { orderRenames } from "./renames.ts";
import type { ServerContext } from "./server-context.ts";
import { alterTable } from "./shared-steps.ts";
import { type MigrationStep, step } from "./steps.ts";

type ImplicitIndex = { readonly name: string; readonly columns: readonly string[] };

const startsWith = (list: readonly string[], columns: readonly string[]): boolean =>
  columns.every((id, place) => list[place] === id);

/** The columns of a key or index of the design. */
const indexedColumns = (document: SchemaDocument, table: ForeignKey["table"]) => {
  const { primaryKey, uniqueKeys, indexes } = tableView(document, table);
  return [
    ...(primaryKey ? [primaryKey.columns] : []),
    ...uniqueKeys.map(key => key.columns),
    ...indexes
      .filter(({ unique, where }) => !unique || where === null)
      .map(({ parts }) => parts.map(part => (part.kind === "column" ? part.column : ""))),
  ];
};

/** Each is named after its foreign key. */
const implicitIndexes = (
  document: SchemaDocument,
  table: ForeignKey["table"],
): readonly ImplicitIndex[] => {
  const view = tableView(document, table);
  const names = mysqlImplicitNames(view);
  const lists: (readonly string[])[] = [...indexedColumns(document, table)];
  return view.foreignKeys.flatMap(({ id, columns }) => {
    const name = names.get(id);
    if (name === undefined || lists.some(list => startsWith(list, columns))) return [];
    lists.push(columns);
    return [{ name, columns }];
  });
};

const sameColumns =
  ({ columns }: ImplicitIndex) =>
  (other: ImplicitIndex): boolean =>
    columns.join() === other.columns.join();

/** The implicit indexes of a table before and after; columns keep their ids. */
const sidesOf = ({ pairing }: ServerContext, { before, after }: TablePair) => ({
  old: implicitIndexes(pairing.before, before.table.id),
  next: implicitIndexes(pairing.after, after.table.id),
});

/** An index is dropped with the last key that uses it. */
export const dropImplicitIndexes = (context: ServerContext): readonly MigrationStep[] =>
  context.pairing.tables.flatMap(pair => {
    const { old, next } = sidesOf(context, pair);
    const { id, name: table } = pair.after.table;
    const isNeeded = ({ columns }: ImplicitIndex) =>
      pair.after.foreignKeys.some(key => startsWith(key.columns, columns));
    return (
      old
        .filter(index => !next.some(sameColumns(index)) && !isNeeded(index))
        // MySQL drops an index with its last column.
        .filter(({ columns }) => columns.some(column => context.pairing.kept.has(column)))
        .map(({ name }) => {
          const reason = `Index ${name} of ${table} existed only for a foreign key.`;
          const text = `ALTER TABLE ${named(context.after, table)} DROP INDEX ${named(context.after, name)}`;
          return step({ kind: "drop index", reason }, id, [alterTable(id, text)]);
        })
    );
  });

/** An index is renamed after the key that uses it now. */
export const renameImplicitIndexes = (context: ServerContext): readonly MigrationStep[] =>
  context.pairing.tables.flatMap(pair => {
    const { old, next } = sidesOf(context, pair);
    const { id, name: table } = pair.after.table;
    const renames = old.flatMap(index => {
      const to = next.find(sameColumns(index))?.name;
      return to === undefined ? [] : [{ item: index, from: index.name, to }];
    });
    return orderRenames(renames, []).map(({ from, to }) => {
      const words = `${named(context.after, from)} TO ${named(context.after, to)}`;
      const reason = `Index ${from} of ${table} is named after its foreign key, ${to}.`;
      return step({ kind: "rename index", reason }, id, [
        alterTable(id, `ALTER TABLE ${named(context.after, table)} RENAME INDEX ${words}`),
      ]);
    });
  });
