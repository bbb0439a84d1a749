/** Decides which foreign keys CREATE TABLE contains, and which need an ALTER TABLE. */
import {
  type ForeignKey,
  type SchemaDocument,
  type TableView,
  tableView,
} from "../schema/index.ts";
import { foreignKeyLine, underName } from "./constraint-lines.ts";
import type { Drafting, PlacedKeys } from "./ddl-dialect.ts";
import { named } from "./names.ts";
import type { DdlStatement } from "./statement.ts";

const sameSet = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === others.length && some.every(id => others.includes(id));

/** Whether the referenced columns are a key of their table, rather than unique by an index that is created later. */
export const pointsToKey = (document: SchemaDocument, key: ForeignKey): boolean => {
  const { primaryKey, uniqueKeys } = tableView(document, key.target);
  return [primaryKey, ...uniqueKeys].some(
    candidate => candidate !== null && sameSet(candidate.columns, key.targetColumns),
  );
};

/** Foreign keys of `tables`, which are created in this order; one to any other table is left out. */
export const placeForeignKeys = (
  { document, dialect }: Drafting,
  tables: readonly TableView[],
): PlacedKeys => {
  const positions = new Map(tables.map(({ table }, position) => [table.id, position]));
  const inline: ForeignKey[] = [];
  const later: ForeignKey[] = [];
  for (const key of tables.flatMap(view => view.foreignKeys)) {
    const target = positions.get(key.target);
    if (target === undefined) continue;
    const isReady = target <= (positions.get(key.table) ?? 0) && pointsToKey(document, key);
    (isReady || dialect.laterKeys === "inline" ? inline : later).push(key);
  }
  return { inline: new Set(inline), later };
};

/** Adds the foreign key to an existing table. */
export const addForeignKey = (drafting: Drafting, key: ForeignKey): DdlStatement => {
  const view = tableView(drafting.document, key.table);
  const line = foreignKeyLine(drafting, underName(drafting, view, key));
  return {
    text: `ALTER TABLE ${named(drafting, view.table.name)}\n  ADD ${line}`,
    table: key.table,
    kind: "add foreign key",
  };
};
