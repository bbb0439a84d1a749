/** A migration of PostgreSQL or MySQL: what goes, then the new names, then what changes, then what comes. */
import { groupBy } from "../../base/index.ts";
import type { ForeignKey, TableView } from "../../schema/index.ts";
import { columnLine } from "../column-lines.ts";
import { commentOnTable, commentStatements } from "../comments.ts";
import { foreignKeyLine } from "../constraint-lines.ts";
import { createIndex } from "../create-index.ts";
import type { Drafting } from "../ddl-dialect.ts";
import { keysInTheWay } from "../drop-script.ts";
import { columnList, constraintName, named } from "../names.ts";
import { addForeignKey, pointsToKey } from "../place-foreign-keys.ts";
import type { DdlStatement } from "../statement.ts";
import { columnAdded, columnDropped, wantsValue } from "./column-changes.ts";
import type { ColumnPair, Pairing, TablePair } from "./pairing.ts";
import { dangerOf, type Part, type PartMove, partName } from "./part-changes.ts";
import { orderRenames } from "./renames.ts";
import { keyless, pairFor, type ServerContext } from "./server-context.ts";
import { alterTable, dropTable, newTable, renameColumns, renameTables } from "./shared-steps.ts";
import { type Change, type MigrationStep, type StepKind, step } from "./steps.ts";

/** What differs between the two. */
export type ServerDialect = {
  /** Drops a key, a check, an index or a foreign key of this name. */
  readonly dropPart: (drafting: Drafting, part: Part, table: string, name: string) => DdlStatement;
  readonly renamePart: (
    drafting: Drafting,
    part: Part,
    table: string,
    names: readonly [string, string],
  ) => DdlStatement;
  /** Parts with the same answer cannot have the same name. */
  readonly namespace: (part: Part) => string;
  /** Before anything goes. */
  readonly prepare: (context: ServerContext) => readonly MigrationStep[];
  /** Once all has its new name. */
  readonly renewTypes: (context: ServerContext) => readonly MigrationStep[];
  readonly alterColumn: (
    context: ServerContext,
    pair: TablePair,
    column: ColumnPair,
  ) => readonly MigrationStep[];
  /** The statement that lets a column be NULL no more. */
  readonly forbidNull: (
    context: ServerContext,
    pair: TablePair,
    column: TablePair["added"][number],
  ) => string;
  /** Where a new column stands. */
  readonly place: (
    context: ServerContext,
    pair: TablePair,
    column: TablePair["added"][number],
  ) => string;
  /** A key that has to come in one statement with its column. */
  readonly keyWith: (
    context: ServerContext,
    column: TablePair["added"][number],
  ) => PartMove | undefined;
  /** Once keys are there. */
  readonly afterKeys: (context: ServerContext) => readonly MigrationStep[];
  /** Last of all. */
  readonly finish: (context: ServerContext) => readonly MigrationStep[];
  readonly frame: (
    context: ServerContext,
    steps: readonly MigrationStep[],
  ) => readonly MigrationStep[];
};

const words = (part: Part) => {
  if (part.kind === "key") return part.primary ? ("primary key" as const) : ("unique key" as const);
  return part.kind === "foreignKey" ? ("foreign key" as const) : part.kind;
};

const isForeign = ({ part }: PartMove): boolean => part.kind === "foreignKey";

const dropParts = (context: ServerContext, dialect: ServerDialect) => {
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
  const { dropped } = context.moves;
  const foreign = dropped.filter(isForeign);
  // An index before the key that it might stand in for; unique keys before the primary one.
  const others = dropped.filter(move => !isForeign(move));
  const rank = ({ part }: PartMove) => (part.kind === "key" && part.primary ? 1 : 0);
  return [...foreign, ...others.toSorted((one, other) => rank(one) - rank(other))].map(drop);
};

/** The name that a part has as long as its table has its old one. */
const dialectName = ({ pairing }: ServerContext, part: Part, name: string): string => {
  const pair = pairing.tables.find(({ after }) => after.table.id === part.table);
  if (!pair || part.name === name) return name;
  const [old, next] = [pair.before.table.name, pair.after.table.name];
  const isGenerated = name.startsWith(`${next}_ibfk_`) || name.startsWith(`${next}_chk_`);
  return isGenerated ? old + name.slice(next.length) : name;
};

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
    const reason = `${partName(context.pairing.before, key)} closes a circle of tables that are gone.`;
    return step({ kind: "drop foreign key", reason }, key.table, [statement]);
  });
  return [...cyclic, ...dropped.toReversed().map(view => dropTable(context.before, view))];
};

/** Columns that go, and computed ones that come again; computed ones first, as they stand on others. */
const dropColumns = (context: ServerContext): readonly MigrationStep[] =>
  context.pairing.tables.flatMap(pair => {
    const remade = pair.columns.filter(({ after }) => context.remade.has(after.id));
    const table = named(context.before, pair.before.table.name);
    const drop = (change: Change, name: string) =>
      step({ ...change, kind: "drop column" }, pair.after.table.id, [
        alterTable(
          pair.after.table.id,
          `ALTER TABLE ${table} DROP COLUMN ${named(context.before, name)}`,
        ),
      ]);
    const again = remade.map(({ before, after, middle }) => {
      const name = `${pair.before.table.name}.${before.name}`;
      const dataLoss =
        middle.generated?.kind === "computed"
          ? undefined
          : `Values of ${name} are lost; computed ones take their place.`;
      const will = after.generated?.kind === "computed" ? "computed" : "made";
      return drop(
        { kind: "drop column", reason: `Column ${name} is ${will} anew.`, dataLoss },
        before.name,
      );
    });
    const isComputed = (column: TablePair["dropped"][number]) =>
      column.generated?.kind === "computed" ? 0 : 1;
    const gone = pair.dropped
      .toSorted((one, other) => isComputed(one) - isComputed(other))
      .map(column => drop(columnDropped(pair.before, column), column.name));
    const computed = again.filter(
      (_, place) => remade[place]?.before.generated?.kind === "computed",
    );
    return [...computed, ...gone, ...again.filter(one => !computed.includes(one))];
  });

const renameAll = (context: ServerContext, dialect: ServerDialect): readonly MigrationStep[] => {
  const { pairing, after, names } = context;
  const columns = pairing.tables.flatMap(pair => {
    const staying = pair.columns.filter(column => !context.remade.has(column.after.id));
    return renameColumns(after, { ...pair, columns: staying }, []).steps;
  });
  const nameOf = (part: Part, names_: ReadonlyMap<string, string>) =>
    names_.get(part.id) ?? part.name ?? "";
  const renames = context.moves.stayed.map(({ after: part }) => ({
    item: part,
    from: nameOf(part, names.old),
    to: nameOf(part, names.next),
  }));
  const tableName = (part: Part) => pairFor(context, part.table)?.after.table.name ?? "";
  const parts = [...groupBy(renames, ({ item }) => dialect.namespace(item)).values()].flatMap(own =>
    orderRenames(own, [...names.next.values()]).map(({ item, from, to }) => {
      const kind: StepKind = `rename ${words(item)}`;
      const reason = `${partName(pairing.after, item)} is now called ${to}; it was ${from}.`;
      const statement = dialect.renamePart(after, item, tableName(item), [from, to]);
      return step({ kind, reason }, item.table, [statement]);
    }),
  );
  return [...renameTables(after, pairing), ...columns, ...parts];
};

const tableComments = ({ after }: ServerContext, pair: TablePair): readonly MigrationStep[] => {
  const { id, name, comment } = pair.after.table;
  if (comment === pair.before.table.comment) return [];
  const statement =
    after.dialect.comments === "statement"
      ? commentOnTable(after, pair.after)
      : alterTable(
          id,
          `ALTER TABLE ${named(after, name)} COMMENT = ${after.dialect.quoteText(comment)}`,
        );
  const reason =
    comment === ""
      ? `Table ${name} has no comment any more.`
      : `Table ${name} has another comment.`;
  return [step({ kind: "comment on table", reason }, id, [statement])];
};

const alterColumns = (context: ServerContext, dialect: ServerDialect): readonly MigrationStep[] =>
  context.pairing.tables.flatMap(pair => [
    ...pair.columns
      .filter(({ after }) => !context.remade.has(after.id))
      .flatMap(column => dialect.alterColumn(context, pair, column)),
    ...tableComments(context, pair),
  ]);

/** New columns; a column that needs a value comes in two steps, with room for an UPDATE between them. */
const addColumns = (context: ServerContext, dialect: ServerDialect): readonly MigrationStep[] => {
  const { after } = context;
  return context.pairing.tables.flatMap(pair => {
    const { id, name } = pair.after.table;
    const again = pair.columns
      .filter(column => context.remade.has(column.after.id))
      .map(column => column.after);
    const plainFirst = (column: TablePair["added"][number]) => (column.generated ? 1 : 0);
    const all = [...pair.added, ...again].toSorted(
      (one, other) => plainFirst(one) - plainFirst(other),
    );
    return all.map(column => {
      const wants = wantsValue(after, pair.after, column);
      const line = columnLine(
        after,
        keyless(pair.after),
        wants ? { ...column, nullable: true } : column,
      );
      const key = dialect.keyWith(context, column);
      const withKey = key ? `, ADD ${partLine(context, key.part)}` : "";
      const text = `ALTER TABLE ${named(after, name)} ADD COLUMN ${line}${dialect.place(context, pair, column)}${withKey}`;
      const comments = commentStatements(after, {
        ...pair.after,
        columns: [column],
        table: { ...pair.after.table, comment: "" },
      });
      const change = again.includes(column)
        ? {
            kind: "create column" as const,
            reason: `Column ${name}.${column.name} comes again with its new values.`,
          }
        : columnAdded(after, pair.after, column);
      return step(change, id, [
        alterTable(id, text),
        ...(wants ? [alterTable(id, dialect.forbidNull(context, pair, column))] : []),
        ...comments,
      ]);
    });
  });
};

const partLine = ({ after, names }: ServerContext, part: Part): string => {
  const isUnnamed = after.dialect.sql.name === "mysql" && part.kind === "key" && part.primary;
  const name = constraintName(after, isUnnamed ? null : (names.next.get(part.id) ?? null));
  if (part.kind === "check") return `${name}CHECK (${part.expression})`;
  if (part.kind === "foreignKey")
    return foreignKeyLine(after, { ...part, name: names.next.get(part.id) ?? null });
  const columns = part.kind === "key" ? columnList(after, part.columns) : "";
  return `${name}${part.kind === "key" && part.primary ? "PRIMARY KEY" : "UNIQUE"} ${columns}`;
};

const addPart = (
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

const addParts = (context: ServerContext, dialect: ServerDialect, foreign: boolean) => {
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

/** Foreign keys of new tables that can stand in them, and those that have to wait. */
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
  const isTold = (view: TableView, index: TableView["indexes"][number]) =>
    createIndex(context.after, view, index, index.name) !== null;
  const added = (part: Part): PartMove => ({
    part,
    reason: `${partName(context.pairing.after, part)} is new.`,
  });
  return {
    tables: placed.flatMap(({ view, inline }) => [
      newTable(context.after, view, inline, commentStatements(context.after, view)),
      ...view.indexes
        .filter(index => isTold(view, index))
        .map(index => ({ ...addPart(context, view, added(index)), dataLoss: undefined })),
    ]),
    keys: placed.flatMap(({ view, later }) =>
      later.map(key => ({ ...addPart(context, view, added(key)), dataLoss: undefined })),
    ),
  };
};

/** The steps, in the one order in which nothing stands in the way of anything. */
export const planServer = (
  context: ServerContext,
  dialect: ServerDialect,
): readonly MigrationStep[] => {
  const fresh = newTables(context);
  return dialect.frame(context, [
    ...dialect.prepare(context),
    ...dropParts(context, dialect),
    ...dropTables(context, dialect),
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
