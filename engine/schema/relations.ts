/** Relations, derived from foreign keys and never stored. */
import pluralize from "pluralize";
import { groupBy, memoize } from "../base/index.ts";
import { freeName, reverseNameFor } from "./names.ts";
import type {
  ColumnId,
  ForeignKey,
  ReferentialAction,
  SchemaDocument,
  TableId,
} from "./records.ts";
import { columnOf, isUnique, recordsOf, type TableView, tableView, tableViews } from "./views.ts";

/** A relation from one entity to another. */
export type Relation = {
  /** The name on the source entity, such as `author` or `posts`. */
  readonly name: string;
  readonly source: TableId;
  readonly target: TableId;
  readonly cardinality: "one" | "many";
  /** Whether there may be no related row. Always true for `many`. */
  readonly optional: boolean;
  /** Columns of the source, pairwise equal to those of the next table on the path. */
  readonly sourceColumns: readonly ColumnId[];
  readonly targetColumns: readonly ColumnId[];
  /** The join table of a many-to-many relation. */
  readonly through: Through | null;
  /** The foreign key of the relation; the first of two for a many-to-many relation. */
  readonly foreignKey: ForeignKey["id"];
  /** Whether the source holds the foreign key. */
  readonly holdsKey: boolean;
  /** The referential action when the referenced row is deleted. */
  readonly onDelete: ReferentialAction;
  /** The referential action when the referenced key changes. */
  readonly onUpdate: ReferentialAction;
};

export type Through = {
  readonly table: TableId;
  /** Columns of the join table that equal the source's columns. */
  readonly sourceColumns: readonly ColumnId[];
  /** Columns of the join table that equal the target's columns. */
  readonly targetColumns: readonly ColumnId[];
  readonly targetForeignKey: ForeignKey["id"];
};

/** Whether at most one row references each target row: one-to-one. */
export const isOneToOne = (document: SchemaDocument, key: ForeignKey): boolean =>
  isUnique(tableView(document, key.table), key.columns);

const forwardRelation = (document: SchemaDocument, key: ForeignKey): Relation => ({
  name: key.forward,
  source: key.table,
  target: key.target,
  cardinality: "one",
  optional: key.columns.some(id => columnOf(document, id).nullable),
  sourceColumns: key.columns,
  targetColumns: key.targetColumns,
  through: null,
  foreignKey: key.id,
  holdsKey: true,
  onDelete: key.onDelete,
  onUpdate: key.onUpdate,
});

const reverseRelation = (document: SchemaDocument, key: ForeignKey): Relation => ({
  name: key.reverse,
  source: key.target,
  target: key.table,
  cardinality: isOneToOne(document, key) ? "one" : "many",
  optional: true,
  sourceColumns: key.targetColumns,
  targetColumns: key.columns,
  through: null,
  foreignKey: key.id,
  holdsKey: false,
  onDelete: key.onDelete,
  onUpdate: key.onUpdate,
});

/**
 * Whether a table consists of two foreign keys and nothing else: together they are its primary key, or it has none and
 * each row links two others. A unique key of both may take the place of the primary key, or there is no key at all.
 */
export const isPlainJoinTable = (view: TableView): boolean => {
  const [first, second, third] = view.foreignKeys;
  if (!first || !second || third || view.referredBy.length > 0) return false;
  const linking = new Set([...first.columns, ...second.columns]);
  const isApart = linking.size === first.columns.length + second.columns.length;
  if (!isApart || !view.columns.every(column => linking.has(column.id))) return false;
  if (view.primaryKey) return view.primaryKey.columns.length === linking.size;
  return (
    view.columns.every(column => !column.nullable) &&
    view.uniqueKeys.every(key => key.columns.length === linking.size)
  );
};

/**
 * Whether a table links two others, and numbers its rows: as a plain join table, but with a generated primary
 * key, and a unique key of both foreign keys. Django makes its join tables so.
 */
export const isNumberedJoinTable = (view: TableView): boolean => {
  const { primaryKey, uniqueKeys, columns } = view;
  const identity = columns.find(({ id }) => primaryKey?.columns[0] === id);
  if (primaryKey?.columns.length !== 1 || identity?.generated?.kind !== "identity") return false;
  const rest = columns.filter(column => column !== identity);
  const isUniquePair = uniqueKeys.some(key => key.columns.length === rest.length);
  return isUniquePair && isPlainJoinTable({ ...view, columns: rest, primaryKey: null });
};

const manyToMany = (near: ForeignKey, far: ForeignKey, name: string): Relation => ({
  name,
  source: near.target,
  target: far.target,
  cardinality: "many",
  optional: true,
  sourceColumns: near.targetColumns,
  targetColumns: far.targetColumns,
  through: {
    table: near.table,
    sourceColumns: near.columns,
    targetColumns: far.columns,
    targetForeignKey: far.id,
  },
  foreignKey: near.id,
  holdsKey: false,
  onDelete: near.onDelete,
  onUpdate: near.onUpdate,
});

/** Both keys of each join table, in either direction. Those of plain ones are named first. */
const joinedKeys = (document: SchemaDocument): readonly (readonly [ForeignKey, ForeignKey])[] => {
  const views = tableViews(document);
  const joinTables = [...views.filter(isPlainJoinTable), ...views.filter(isNumberedJoinTable)];
  return joinTables.flatMap(({ foreignKeys: [first, second] }) => {
    if (!first || !second) return [];
    return [[first, second] as const, [second, first] as const];
  });
};

/** `posts`, named after the target; `likes_posts`, with the join table, where `posts` is taken. */
const manyToManyName = (near: ForeignKey, far: ForeignKey, taken: readonly string[]): string => {
  const plain = pluralize.plural(far.forward);
  if (freeName(plain, taken) === plain) return plain;
  return freeName(reverseNameFor(far.forward, { single: false, qualifier: near.reverse }), taken);
};

/** Foreign keys store their relation names; many-to-many relations get free names. */
const relationsBySource = memoize((document: SchemaDocument) => {
  const ofKeys = recordsOf(document, "foreignKey").flatMap(key => [
    forwardRelation(document, key),
    reverseRelation(document, key),
  ]);
  const bySource = new Map(groupBy(ofKeys, relation => relation.source));
  for (const [near, far] of joinedKeys(document)) {
    const { target: source } = near;
    const known = bySource.get(source) ?? [];
    const taken = [...tableView(document, source).columns, ...known].map(({ name }) => name);
    bySource.set(source, [...known, manyToMany(near, far, manyToManyName(near, far, taken))]);
  }
  return bySource;
});

/** The relations of a table: to-one and to-many, then many-to-many. */
export const relationsOf = (document: SchemaDocument, table: TableId): readonly Relation[] =>
  relationsBySource(document).get(table) ?? [];

/** The same relation from the other end, where the target has it. */
export const reverseOf = (document: SchemaDocument, relation: Relation): Relation | undefined =>
  relationsOf(document, relation.target).find(other =>
    relation.through
      ? other.foreignKey === relation.through.targetForeignKey && other.through
      : other.foreignKey === relation.foreignKey &&
        !other.through &&
        other.holdsKey !== relation.holdsKey,
  );
