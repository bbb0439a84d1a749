/** The indexes that MySQL makes for foreign keys that have none; they outlive the key. */
import { columnOf, type ForeignKey, type SchemaDocument, tableView } from "../../schema/index.ts";
import { named } from "../names.ts";
import { pairFor, type ServerContext } from "./server-context.ts";
import { alterTable } from "./shared-steps.ts";
import { type MigrationStep, step } from "./steps.ts";

/** Whether an index of the design begins with the columns of the key. */
const isCovered = (document: SchemaDocument, { table, columns }: ForeignKey): boolean => {
  const { primaryKey, uniqueKeys, indexes } = tableView(document, table);
  const lists: readonly (readonly string[])[] = [
    ...(primaryKey ? [primaryKey.columns] : []),
    ...uniqueKeys.map(key => key.columns),
    ...indexes
      .filter(({ unique, where }) => !unique || where === null)
      .map(({ parts }) => parts.map(part => (part.kind === "column" ? part.column : ""))),
  ];
  return lists.some(list => columns.every((id, place) => list[place] === id));
};

/** It is called like the key, or like its first column. */
const implicitName = (document: SchemaDocument, key: ForeignKey): string | null => {
  const [first] = key.columns;
  if (first === undefined || isCovered(document, key)) return null;
  return key.name || columnOf(document, first).name;
};

const sharesIndex =
  (key: ForeignKey) =>
  (other: ForeignKey): boolean =>
    other.table === key.table && key.columns.every((id, place) => other.columns[place] === id);

/** With the key goes its index, unless another key stands on it. */
export const dropImplicitIndexes = (context: ServerContext): readonly MigrationStep[] =>
  context.moves.dropped.flatMap(({ part }) => {
    const pair = pairFor(context, part.table);
    const old = context.pairing.before.records.get(part.id);
    if (part.kind !== "foreignKey" || old?.kind !== "foreignKey" || !pair) return [];
    const name = implicitName(context.pairing.before, old);
    const needed = pair.after.foreignKeys.some(sharesIndex(part));
    if (name === null || needed || !part.columns.every(id => context.pairing.kept.has(id)))
      return [];
    const table = named(context.after, pair.after.table.name);
    const reason = `Index ${name} of ${pair.after.table.name} was there for a foreign key only.`;
    return [
      step({ kind: "drop index", reason }, part.table, [
        alterTable(part.table, `ALTER TABLE ${table} DROP INDEX ${named(context.after, name)}`),
      ]),
    ];
  });

/** The index keeps the name of a column that is renamed, so it is renamed too. */
export const renameImplicitIndexes = (context: ServerContext): readonly MigrationStep[] =>
  context.moves.stayed.flatMap(({ after: part }) => {
    const pair = pairFor(context, part.table);
    const old = context.pairing.before.records.get(part.id);
    if (part.kind !== "foreignKey" || old?.kind !== "foreignKey" || !pair) return [];
    const [from, to] = [
      implicitName(context.pairing.before, old),
      implicitName(context.pairing.after, part),
    ];
    if (from === null || to === null || from === to) return [];
    const table = named(context.after, pair.after.table.name);
    const words = `${named(context.after, from)} TO ${named(context.after, to)}`;
    const reason = `Index ${from} of ${pair.after.table.name} takes the new name of its column.`;
    return [
      step({ kind: "rename index", reason }, part.table, [
        alterTable(part.table, `ALTER TABLE ${table} RENAME INDEX ${words}`),
      ]),
    ];
  });
