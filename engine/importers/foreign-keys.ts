/** Resolves the foreign keys of an import by the names of its tables and columns. */
import { type Diagnostic, info, type Report, report, warning } from "../base/index.ts";
import {
  type Column,
  type ColumnId,
  type ForeignKey,
  foldedName,
  type LooseReference,
  type NewId,
  type Table,
} from "../schema/index.ts";
import { NamesByTable, nameRelations, type UnnamedForeignKey } from "./relation-names.ts";

/** A table of an import, with what foreign keys refer to. */
export type ReferencedTable = {
  readonly table: Table;
  /** Keyed by the folded name. */
  readonly columns: ReadonlyMap<string, Column>;
  readonly primaryKey: readonly string[];
};

/** A foreign key as its source has it: by names. */
export type ForeignKeySource = Pick<ForeignKey, "name" | "onDelete" | "onUpdate"> &
  Pick<UnnamedForeignKey, "single" | "given"> & {
    readonly from: ReferencedTable;
    readonly columns: readonly string[];
    readonly target: string;
    /** Empty for the primary key of the target. */
    readonly targetColumns: readonly string[];
    /** The place of the table in the source. */
    readonly place?: Diagnostic["place"] | null;
  };

/** What becomes of the foreign keys of an import. */
export type ResolvedForeignKeys = {
  readonly foreignKeys: readonly ForeignKey[];
  /** Keys to tables and columns that the import does not have. */
  readonly references: readonly LooseReference[];
  /** The names of the columns and relations of every table. */
  readonly names: NamesByTable;
};

const MISSING_HINT =
  "Add it to a project that has the table with these columns, and the two are related.";

const idsOf = (
  names: readonly string[],
  { columns }: Pick<ReferencedTable, "columns">,
): readonly ColumnId[] => names.flatMap(name => columns.get(foldedName(name))?.id ?? []);

/** The foreign keys with the names of both relations. `tables` is keyed by the folded name. */
export const resolveForeignKeys = (
  sources: readonly ForeignKeySource[],
  tables: ReadonlyMap<string, ReferencedTable>,
  newId: NewId,
): Report<ResolvedForeignKeys> => {
  const diagnostics: Diagnostic[] = [];
  const references: LooseReference[] = [];
  const unnamed = sources.flatMap(source => {
    const key = resolve(source, tables, newId);
    if ("kind" in key) return [key];
    if (key.reference) references.push(key.reference);
    diagnostics.push(key.diagnostic);
    return [];
  });
  const names = columnNames(tables);
  const foreignKeys = nameRelations(unnamed, names);
  const renamed = foreignKeys.flatMap((key, at) => renamings(key, unnamed[at]?.given));
  return report({ foreignKeys, references, names }, [...diagnostics, ...renamed]);
};

type Unresolved = {
  readonly reference: LooseReference | null;
  readonly diagnostic: Diagnostic;
};

const resolve = (
  source: ForeignKeySource,
  tables: ReadonlyMap<string, ReferencedTable>,
  newId: NewId,
): UnnamedForeignKey | Unresolved => {
  const { from, name, onDelete, onUpdate, single, given, columns: columnNames } = source;
  const columns = idsOf(columnNames, from);
  const id = newId("foreignKey");
  const own = { id, table: from.table.id, columns, name, onDelete, onUpdate };
  const target = tables.get(foldedName(source.target));
  const { targetColumns: named } = source;
  const targetColumns = target ? idsOf(named.length > 0 ? named : target.primaryKey, target) : [];
  if (columns.length !== columnNames.length) {
    return unresolved(source, null, "missing-column", "a column does not exist");
  }
  const reference = { ...own, targetName: source.target, targetColumnNames: named };
  if (!target) {
    const reason = `the table "${source.target}" does not exist`;
    return unresolved(source, reference, "missing-table", reason);
  }
  if (targetColumns.length !== columns.length) {
    const reason = `"${source.target}" does not have the referenced columns`;
    return unresolved(source, reference, "missing-column", reason);
  }
  return {
    kind: "foreignKey",
    ...own,
    target: target.table.id,
    targetColumns,
    tableName: from.table.name,
    targetName: target.table.name,
    columnNames,
    single,
    ...(given ? { given } : {}),
  };
};

const unresolved = (
  { from, columns, place }: ForeignKeySource,
  reference: LooseReference | null,
  code: string,
  reason: string,
): Unresolved => {
  const list = columns.join(", ");
  const message = `The foreign key of "${from.table.name}" (${list}) is left out: ${reason}.`;
  const diagnostic = warning(code, message, {
    record: from.table.id,
    ...(place ? { place } : {}),
    ...(reference ? { hint: MISSING_HINT } : {}),
  });
  return { reference, diagnostic };
};

const columnNames = (tables: ReadonlyMap<string, ReferencedTable>): NamesByTable => {
  const names = new NamesByTable();
  for (const { table, columns } of tables.values()) {
    for (const name of columns.keys()) names.of(table.id).add(name);
  }
  return names;
};

/** A relation does not have the name of a column, or of another relation. */
const renamings = (key: ForeignKey, given: UnnamedForeignKey["given"]): readonly Diagnostic[] =>
  (["forward", "reverse"] as const).flatMap(side => {
    const name = given?.[side] ?? key[side];
    if (name === key[side]) return [];
    const message = `The relation "${name}" is named "${key[side]}" in the design, because the name is taken.`;
    return [info("relation-renamed", message, { record: key.id })];
  });
