/** The context of a migration of PostgreSQL or MySQL. */
import {
  type Column,
  type ForeignKey,
  mentions,
  type SchemaDocument,
  type TableView,
} from "../../schema/index.ts";
import { type DdlDialect, type Drafting, silentDrafting } from "../ddl-dialect.ts";
import { indexNames } from "../index-names.ts";
import { placeForeignKeys } from "../place-foreign-keys.ts";
import { supportedTables } from "../supported-tables.ts";
import { type Draftings, generationsOf, hasOtherType } from "./column-changes.ts";
import type { ColumnPair, Pairing, TablePair } from "./pairing.ts";
import { compareParts, mentionsColumn, type Part, type PartMoves } from "./part-changes.ts";

type Names = ReadonlyMap<string, string>;

export type ServerContext = Draftings & {
  readonly pairing: Pairing;
  /** The old document with its own names. */
  readonly before: Drafting;
  /** The names of keys, checks and indexes, once tables are renamed and at the end. */
  readonly names: { readonly old: Names; readonly next: Names };
  /** Enums that are recreated, because they lose values. */
  readonly recreated: ReadonlySet<string>;
  /** Columns whose type changes in place. */
  readonly retyped: ReadonlySet<string>;
  /** Computed columns that are dropped and added again. */
  readonly remade: ReadonlySet<string>;
  readonly moves: PartMoves;
};

/** All names; unnamed constraints have the name that the database generates. */
const namesIn = (drafting: Drafting): Names => {
  const tables = supportedTables(drafting);
  const placed = placeForeignKeys(drafting, tables);
  const constraints = drafting.dialect.constraintNames(drafting.document, tables, placed);
  return new Map<string, string>([...constraints, ...indexNames(drafting, tables)]);
};

/** MySQL renames foreign keys with generated names together with their table. */
const afterTableRenames = ({ tables }: Pairing, names: Names): Names => {
  const renamed = new Map(names);
  for (const { before, after } of tables) {
    for (const { id } of before.foreignKeys) {
      const name = names.get(id) ?? "";
      const prefix = `${before.table.name}_ibfk_`;
      if (name.startsWith(prefix))
        renamed.set(id, `${after.table.name}_ibfk_${name.slice(prefix.length)}`);
    }
  }
  return renamed;
};

/** MySQL renames a check with a generated name together with its table; MariaDB does not. */
const isRenamedCheck = ({ pairing, names }: Known, part: Part): boolean => {
  const pair = pairing.tables.find(({ after }) => after.table.id === part.table);
  if (part.kind !== "check" || !pair || pair.before.table.name === pair.after.table.name)
    return false;
  return (names.old.get(part.id) ?? "").startsWith(`${pair.before.table.name}_chk_`);
};

const isComputed = ({ generated }: Column): boolean => generated?.kind === "computed";

/** Enums that lose or reorder values: PostgreSQL can only add values. */
const recreatedEnums = ({ middle, after }: Pairing, dialect: DdlDialect): ReadonlySet<string> => {
  const recreated = new Set<string>();
  for (const [id, old] of middle.records) {
    const next = after.records.get(id);
    if (dialect.enums !== "type" || old.kind !== "enum" || next?.kind !== "enum") continue;
    const left = next.values.filter(value => old.values.includes(value));
    if (left.join("\0") !== old.values.join("\0")) recreated.add(id);
  }
  return recreated;
};

const isRecreatedIn = (recreated: ReadonlySet<string>, { type }: Column): boolean =>
  type.kind === "enum" && recreated.has(type.enum);

type Renewal = { readonly retyped: ReadonlySet<string>; readonly remade: ReadonlySet<string> };

const remakesItself = (draftings: Draftings, pair: TablePair, column: ColumnPair): boolean => {
  const { old, next } = generationsOf(draftings, pair, column);
  if (isComputed(column.after)) return old !== next;
  const staysStored = draftings.after.dialect.sql.name === "postgres" || old.includes("stored");
  return isComputed(column.middle) && !staysStored;
};

/** Computed columns whose expression mentions a changed column, or in MySQL a renamed one. */
const computedFrom = (pair: TablePair, renewed: (column: ColumnPair) => boolean) => {
  const moved = pair.columns.filter(renewed).map(({ middle }) => middle.name);
  return pair.columns.filter(({ middle: { generated }, after }) => {
    if (generated?.kind !== "computed" || !isComputed(after)) return false;
    return moved.some(name => mentions(generated.text, name));
  });
};

const renewalOf = (
  draftings: Draftings,
  pairing: Pairing,
  recreated: ReadonlySet<string>,
): Renewal => {
  const retyped = new Set<string>();
  const remade = new Set<string>();
  const isMysql = draftings.after.dialect.sql.name === "mysql";
  const isRenewed = ({ before, after }: ColumnPair): boolean =>
    retyped.has(after.id) || remade.has(after.id) || (isMysql && before.name !== after.name);
  for (const pair of pairing.tables) {
    for (const column of pair.columns) {
      const { id } = column.after;
      const isRetyped = hasOtherType(draftings, column) || isRecreatedIn(recreated, column.after);
      if (remakesItself(draftings, pair, column) || (isRetyped && isComputed(column.after))) {
        remade.add(id);
      } else if (isRetyped) retyped.add(id);
    }
    for (const { after } of computedFrom(pair, isRenewed)) remade.add(after.id);
  }
  return { retyped, remade };
};

type Known = Omit<ServerContext, "moves">;

/** Why a part must be dropped while a column that it depends on changes. */
const columnDisturbing = (known: Known, part: Part): string | null => {
  const isMysql = known.after.dialect.sql.name === "mysql";
  const tables = part.kind === "foreignKey" ? [part.table, part.target] : [part.table];
  const pairs = known.pairing.tables.filter(({ after }) => tables.includes(after.table.id));
  for (const { before, after } of pairs.flatMap(({ columns }) => columns)) {
    const renewed = known.retyped.has(after.id) || known.remade.has(after.id);
    const isPart =
      part.kind === "foreignKey"
        ? [...part.columns, ...part.targetColumns].includes(after.id)
        : known.remade.has(after.id) && "columns" in part && part.columns.includes(after.id);
    const isIndexed =
      part.kind === "index" &&
      known.remade.has(after.id) &&
      part.parts.some(one => one.kind === "column" && one.column === after.id);
    if (renewed && (isPart || isIndexed || mentionsColumn(part, after.name))) {
      return `column ${after.name} changes`;
    }
    if (isMysql && before.name !== after.name && mentionsColumn(part, after.name)) {
      return `column ${before.name} is renamed`;
    }
  }
  return null;
};

const sameSet = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === others.length && some.every(id => others.includes(id));

/** Whether a foreign key depends on a key or an index at one of its ends. */
const dependsOn = (key: ForeignKey, part: Part, isMysql: boolean): boolean => {
  if (part.kind !== "key" && part.kind !== "index") return false;
  const columns =
    part.kind === "key"
      ? part.columns
      : part.parts.flatMap(one => (one.kind === "column" ? [one.column] : []));
  if (part.table === key.target && sameSet(columns, key.targetColumns)) return true;
  if (!isMysql) return false;
  const leads = (ids: readonly string[]) => columns[0] !== undefined && columns[0] === ids[0];
  return (
    (part.table === key.target && leads(key.targetColumns)) ||
    (part.table === key.table && leads(key.columns))
  );
};

/** Parts that MySQL cannot rename. */
const cannotRename = (known: Known, part: Part): boolean =>
  known.after.dialect.sql.name === "mysql" &&
  (part.kind === "check" || part.kind === "foreignKey") &&
  (known.names.next.get(part.id) !== known.names.old.get(part.id) || isRenamedCheck(known, part));

const movesOf = (known: Known): PartMoves => {
  const { pairing } = known;
  const isMysql = known.after.dialect.sql.name === "mysql";
  const first = (part: Part): string | null => {
    const isThere = known.names.old.has(part.id) && known.names.next.has(part.id);
    if (isThere && cannotRename(known, part)) return "its name changes";
    return columnDisturbing(known, part);
  };
  const gone = compareParts({ pairing, draftings: known, disturbed: first }).dropped;
  const disturbed = (part: Part): string | null => {
    const isAffected =
      part.kind === "foreignKey" && gone.some(one => dependsOn(part, one.part, isMysql));
    return isAffected ? "a key that it depends on changes" : first(part);
  };
  return compareParts({ pairing, draftings: known, disturbed });
};

export const serverContext = (pairing: Pairing, dialect: DdlDialect): ServerContext => {
  const draft = (document: SchemaDocument) => silentDrafting(document, dialect);
  const [before, middle, after] = [
    draft(pairing.before),
    draft(pairing.middle),
    draft(pairing.after),
  ];
  const draftings = { middle, after };
  const recreated = recreatedEnums(pairing, dialect);
  const old = namesIn(before);
  const names = {
    old: dialect.sql.name === "mysql" ? afterTableRenames(pairing, old) : old,
    next: namesIn(after),
  };
  const known: Known = {
    ...draftings,
    before,
    pairing,
    names,
    recreated,
    ...renewalOf(draftings, pairing, recreated),
  };
  return { ...known, moves: movesOf(known) };
};

/** The pair of a kept table. */
export const pairFor = ({ pairing }: ServerContext, table: string): TablePair | undefined =>
  pairing.tables.find(({ after }) => after.table.id === table);

/** The table without its primary key, so that column definitions leave it out. */
export const keyless = (view: TableView): TableView => ({ ...view, primaryKey: null });
