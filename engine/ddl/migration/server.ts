/** A migration of PostgreSQL or MySQL: drops, then renames, then changes, then additions. */
import type { ForeignKey, TableView } from "../../schema/index.ts";
import { commentStatements } from "../comments.ts";
import { createIndex } from "../create-index.ts";
import { keysInTheWay } from "../drop-script.ts";
import { pointsToKey } from "../place-foreign-keys.ts";
import type { Pairing } from "./pairing.ts";
import { type Part, type PartMove, partName } from "./part-changes.ts";
import { addColumns, alterColumns, dropColumns } from "./server-columns.ts";
import type { ServerContext } from "./server-context.ts";
import type { ServerDialect } from "./server-dialect.ts";
import { addPart, addParts, dropParts, renameParts } from "./server-parts.ts";
import { dropTable, newTable, renameColumns, renameTables } from "./shared-steps.ts";
import { type MigrationStep, step } from "./steps.ts";

const dropTables = (context: ServerContext, dialect: ServerDialect): readonly MigrationStep[] => {
  const { dropped } = context.pairing;
  const cyclic = keysInTheWay(dropped).map(key => {
    const table = dropped.find(view => view.table.id === key.table)?.table.name ?? "";
    const statement = dialect.dropPart(
      context.before,
      key,
      table,
      context.names.old.get(key.id) ?? "",
    );
    const reason = `${partName(context.pairing.before, key)} closes a cycle of dropped tables.`;
    return step({ kind: "drop foreign key", reason }, key.table, [statement]);
  });
  return [...cyclic, ...dropped.toReversed().map(view => dropTable(context.before, view))];
};

const renameAll = (context: ServerContext, dialect: ServerDialect): readonly MigrationStep[] => {
  const { pairing, after } = context;
  const columns = pairing.tables.flatMap(pair => {
    const staying = pair.columns.filter(column => !context.remade.has(column.after.id));
    return renameColumns(after, { ...pair, columns: staying }, []).steps;
  });
  return [...renameTables(after, pairing), ...columns, ...renameParts(context, dialect)];
};

/** Foreign keys that CREATE TABLE of new tables can contain, and those that are added later. */
const placedIn = ({ after, kept, added }: Pairing) => {
  const positions = new Map(added.map(({ table }, place) => [table.id, place]));
  const isReady = (key: ForeignKey, place: number) =>
    pointsToKey(after, key) &&
    (kept.has(key.target) || (positions.get(key.target) ?? added.length) <= place);
  return added.map((view, place) => ({
    view,
    inline: view.foreignKeys.filter(key => isReady(key, place)),
    later: view.foreignKeys.filter(key => !isReady(key, place)),
  }));
};

const newTables = (context: ServerContext) => {
  const placed = placedIn(context.pairing);
  const isDefined = (view: TableView, index: TableView["indexes"][number]) =>
    createIndex(context.after, view, index, index.name) !== null;
  const added = (part: Part): PartMove => ({
    part,
    reason: `${partName(context.pairing.after, part)} is new.`,
  });
  return {
    tables: placed.flatMap(({ view, inline }) => [
      newTable(context.after, view, inline, commentStatements(context.after, view)),
      ...view.indexes
        .filter(index => isDefined(view, index))
        .map(index => ({ ...addPart(context, view, added(index)), dataLoss: undefined })),
    ]),
    keys: placed.flatMap(({ view, later }) =>
      later.map(key => ({ ...addPart(context, view, added(key)), dataLoss: undefined })),
    ),
  };
};

/** The steps, in an order in which no step blocks another. */
export const planServer = (
  context: ServerContext,
  dialect: ServerDialect,
): readonly MigrationStep[] => {
  const fresh = newTables(context);
  return dialect.frame(context, [
    ...dialect.prepare(context),
    ...dropParts(context, dialect, true),
    // A dropped key may be referenced by a dropped table.
    ...dropTables(context, dialect),
    ...dropParts(context, dialect, false),
    ...dropColumns(context),
    ...renameAll(context, dialect),
    ...dialect.renewTypes(context),
    ...alterColumns(context, dialect),
    ...addColumns(context, dialect),
    ...addParts(context, dialect, false),
    ...dialect.afterKeys(context),
    ...fresh.tables,
    ...addParts(context, dialect, true),
    ...fresh.keys,
    ...dialect.finish(context),
  ]);
};
