/** Keys, checks, foreign keys and indexes of kept tables: dropped, renamed, added. */
import { groupBy } from "../../base/index.ts";
import { type ForeignKey, type TableView, tableView } from "../../schema/index.ts";
import { checkLine, foreignKeyLine } from "../constraint-lines.ts";
import { createIndex } from "../create-index.ts";
import { columnList, constraintName, named } from "../names.ts";
import { addForeignKey } from "../place-foreign-keys.ts";
import { dangerOf, type Part, type PartMove, partName } from "./part-changes.ts";
import { orderRenames } from "./renames.ts";
import { pairFor, type ServerContext } from "./server-context.ts";
import { isForeign, type ServerDialect, words } from "./server-dialect.ts";
import { alterTable } from "./shared-steps.ts";
import { type Change, type MigrationStep, type StepKind, step } from "./steps.ts";

export const dropParts = (context: ServerContext, dialect: ServerDialect, foreign: boolean) => {
  const before = new Map(
    context.pairing.tables.map(pair => [pair.before.table.id, pair.before.table.name]),
  );
  const drop = ({ part, reason }: PartMove): MigrationStep => {
    const kind: StepKind = `drop ${words(part)}`;
    const name = context.names.old.get(part.id) ?? "";
    const oldName = dialectName(context, part, name);
    const statement = dialect.dropPart(context.before, part, before.get(part.table) ?? "", oldName);
    return step({ kind, reason }, part.table, [statement]);
  };
  // Unique keys before the primary one.
  const rank = ({ part }: PartMove) => (part.kind === "key" && part.primary ? 1 : 0);
  return context.moves.dropped
    .filter(move => isForeign(move) === foreign)
    .toSorted((one, other) => rank(one) - rank(other))
    .map(drop);
};

/** The name of a part before its table is renamed. */
const dialectName = ({ pairing }: ServerContext, part: Part, name: string): string => {
  const pair = pairing.tables.find(({ after }) => after.table.id === part.table);
  if (!pair || part.name === name) return name;
  const [old, next] = [pair.before.table.name, pair.after.table.name];
  return name.startsWith(`${next}_ibfk_`) ? old + name.slice(next.length) : name;
};

/** Renames kept parts to the names that a fresh database has. */
export const renameParts = (
  context: ServerContext,
  dialect: ServerDialect,
): readonly MigrationStep[] => {
  const { pairing, after, names } = context;
  const nameOf = (part: Part, names_: ReadonlyMap<string, string>) =>
    names_.get(part.id) ?? part.name ?? "";
  const renames = context.moves.stayed.map(({ after: part }) => ({
    item: part,
    from: nameOf(part, names.old),
    to: nameOf(part, names.next),
  }));
  const tableName = (part: Part) => pairFor(context, part.table)?.after.table.name ?? "";
  return [...groupBy(renames, ({ item }) => dialect.namespace(item)).values()].flatMap(own =>
    orderRenames(own, [...names.next.values()]).map(({ item, from, to }) => {
      const kind: StepKind = `rename ${words(item)}`;
      const reason = `${partName(pairing.after, item)} is renamed to ${to}; it was ${from}.`;
      const statement = dialect.renamePart(after, item, tableName(item), [from, to]);
      return step({ kind, reason }, item.table, [statement]);
    }),
  );
};

export const partLine = ({ after, names }: ServerContext, part: Part): string => {
  const isUnnamed = after.dialect.sql.name === "mysql" && part.kind === "key" && part.primary;
  const name = isUnnamed ? null : (names.next.get(part.id) ?? null);
  if (part.kind === "check") {
    return checkLine(after, tableView(after.document, part.table), { ...part, name });
  }
  if (part.kind === "foreignKey") return foreignKeyLine(after, { ...part, name });
  const prefix = constraintName(after, name);
  const columns = part.kind === "key" ? columnList(after, part.columns) : "";
  return `${prefix}${part.kind === "key" && part.primary ? "PRIMARY KEY" : "UNIQUE"} ${columns}`;
};

export const addPart = (
  context: ServerContext,
  view: TableView,
  { part, reason }: PartMove,
): MigrationStep => {
  const { after, names } = context;
  const { id, name } = view.table;
  const change: Change = {
    kind: `create ${words(part)}`,
    reason,
    dataLoss: dangerOf(after, part),
  };
  if (part.kind === "foreignKey") {
    const key: ForeignKey = { ...part, name: names.next.get(part.id) ?? null };
    return step(change, id, [addForeignKey(after, key)]);
  }
  if (part.kind === "index") {
    const text = createIndex(after, view, part, names.next.get(part.id) ?? part.name) ?? "";
    return step(change, id, [{ text, table: id, kind: "create index" }]);
  }
  return step(change, id, [
    alterTable(id, `ALTER TABLE ${named(after, name)} ADD ${partLine(context, part)}`),
  ]);
};

export const addParts = (context: ServerContext, dialect: ServerDialect, foreign: boolean) => {
  const withColumns = new Set(
    context.pairing.tables.flatMap(({ added }) =>
      added.map(column => dialect.keyWith(context, column)?.part.id),
    ),
  );
  const order = { key: 0, check: 1, index: 2, foreignKey: 3 } as const;
  return context.moves.added
    .filter(move => isForeign(move) === foreign && !withColumns.has(move.part.id))
    .toSorted((one, other) => order[one.part.kind] - order[other.part.kind])
    .flatMap(move => {
      const pair = pairFor(context, move.part.table);
      return pair ? [addPart(context, pair.after, move)] : [];
    });
};
