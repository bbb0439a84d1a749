/** The arguments that specify which columns join two tables, and which of them a relationship writes. */
import { groupBy, memoize } from "../../base/index.ts";
import {
  type ColumnId,
  columnOf,
  type ForeignKey,
  type Relation,
  recordOf,
  recordsOf,
  relationsOf,
  type SchemaDocument,
  type TableId,
  tableView,
} from "../../schema/index.ts";
import { type Code, call, list, literal, longLiteral } from "../python/index.ts";
import type { PythonModule } from "./module.ts";

/** A keyword argument of `relationship(…)`. */
export type Option = readonly [name: string, value: Code];

export const keyOf = (document: SchemaDocument, { foreignKey }: Relation): ForeignKey =>
  recordOf(document, "foreignKey", foreignKey);

const pairOf = ({ table, target }: ForeignKey): string => [table, target].sort().join(" ");

/** Pairs of tables with several foreign keys between them: their relationships must specify which they use. */
const ambiguousPairs = memoize((document: SchemaDocument): ReadonlySet<string> => {
  const groups = [...groupBy(recordsOf(document, "foreignKey"), pairOf)];
  return new Set(groups.filter(([, keys]) => keys.length > 1).map(([pair]) => pair));
});

const isWithin = (part: ForeignKey, whole: ForeignKey): boolean =>
  part.columns.length < whole.columns.length &&
  part.columns.every(id => whole.columns.includes(id));

/**
 * The columns that a relationship sets. An optional key of several columns leaves alone those that must not be null, and
 * those that a smaller key within it sets; if nothing remains, it sets all that can be null.
 */
const writtenColumns = (document: SchemaDocument, key: ForeignKey): readonly ColumnId[] => {
  const optional = key.columns.filter(id => columnOf(document, id).nullable);
  if (optional.length === 0) return key.columns;
  const smaller = tableView(document, key.table).foreignKeys.filter(other => isWithin(other, key));
  const own = optional.filter(id => !smaller.some(({ columns }) => columns.includes(id)));
  return own.length > 0 ? own : optional;
};

const isPartlyWritten = (document: SchemaDocument, key: ForeignKey): boolean =>
  writtenColumns(document, key).length < key.columns.length;

/** Attributes as names in the class body, or as text with the name of the class. */
const attributeList = (
  { names, library }: PythonModule,
  ids: readonly ColumnId[],
  { owner, isOwn }: { readonly owner: TableId; readonly isOwn: boolean },
): Code => {
  if (isOwn && library.columnsInBody) return list(ids.map(id => names.attribute(id)));
  const listed = ids.map(id => `${names.table(owner)}.${names.attribute(id)}`);
  return literal(listed.length === 1 ? (listed[0] ?? "") : `[${listed.join(", ")}]`);
};

/** The foreign key of the relation, where several join the two tables. */
const foreignKeysOption = (module: PythonModule, relation: Relation): readonly Option[] => {
  const key = keyOf(module.document, relation);
  if (!ambiguousPairs(module.document).has(pairOf(key))) return [];
  const sides = { owner: key.table, isOwn: relation.source === key.table };
  return [["foreign_keys", attributeList(module, key.columns, sides)]];
};

const remoteSideOption = (module: PythonModule, relation: Relation): readonly Option[] => {
  if (!relation.holdsKey || relation.source !== relation.target) return [];
  const sides = { owner: relation.target, isOwn: true };
  return [["remote_side", attributeList(module, relation.targetColumns, sides)]];
};

/** The condition of a key that is written in part: what it sets is `foreign`, the other row of the same table `remote`. */
const conditionOf = ({ document, names }: PythonModule, relation: Relation): Code => {
  const key = keyOf(document, relation);
  const written = writtenColumns(document, key);
  const isSelf = key.table === key.target;
  const attribute = (table: ForeignKey["table"], id: ColumnId, isRemote: boolean): string => {
    const path = `${names.table(table)}.${names.attribute(id)}`;
    return isSelf && isRemote ? `remote(${path})` : path;
  };
  const equal = key.columns.map((id, at) => {
    const own = attribute(key.table, id, !relation.holdsKey);
    const target = attribute(key.target, key.targetColumns[at] ?? id, relation.holdsKey);
    return `${target} == ${written.includes(id) ? `foreign(${own})` : own}`;
  });
  const pieces = equal.map((text, at) => text + (at < equal.length - 1 ? ", " : ")"));
  return longLiteral(pieces.map((text, at) => (at === 0 ? `and_(${text}` : text)));
};

/** The condition that joins a table with the join table, which is a class or a plain table. */
const joinOf = (
  module: PythonModule,
  source: TableId,
  through: TableId,
  pairs: readonly (readonly [own: ColumnId, joined: ColumnId])[],
): Code => {
  const { names, document, library } = module;
  const joinTable = module.table(through);
  const isClass = library.isMapped(tableView(document, through));
  const equal = pairs.map(([own, joined]) => {
    const column = isClass
      ? `.${names.attribute(joined)}`
      : `.c[${literal(columnOf(document, joined).name)}]`;
    return `${names.table(source)}.${names.attribute(own)} == ${joinTable}${column}`;
  });
  return equal.length === 1 ? (equal[0] ?? "") : call(module.sql("and_"), equal);
};

/** A table joined with itself: specifies the key of each side. */
const selfJoinOptions = (module: PythonModule, relation: Relation): readonly Option[] => {
  const { through, source } = relation;
  if (!through || source !== relation.target) return [];
  const pairs = (own: readonly ColumnId[], joined: readonly ColumnId[]) =>
    own.map((id, at) => [id, joined[at] ?? id] as const);
  const near = pairs(relation.sourceColumns, through.sourceColumns);
  const far = pairs(relation.targetColumns, through.targetColumns);
  return [
    ["primaryjoin", ["lambda: ", joinOf(module, source, through.table, near)]],
    ["secondaryjoin", ["lambda: ", joinOf(module, source, through.table, far)]],
  ];
};

/** The arguments that specify the join, where SQLAlchemy does not find it. */
export const joinOptions = (module: PythonModule, relation: Relation): readonly Option[] => {
  if (relation.through) return selfJoinOptions(module, relation);
  if (isPartlyWritten(module.document, keyOf(module.document, relation))) {
    return [["primaryjoin", conditionOf(module, relation)]];
  }
  return [...foreignKeysOption(module, relation), ...remoteSideOption(module, relation)];
};

/** Foreign keys that set the same column, which SQLAlchemy requires to be declared. */
export const overlapsOption = (module: PythonModule, relation: Relation): readonly Option[] => {
  if (relation.through) return [];
  const { document, names } = module;
  const key = keyOf(document, relation);
  const written = writtenColumns(document, key);
  const sharing = tableView(document, key.table).foreignKeys.filter(
    other =>
      other.id !== key.id && writtenColumns(document, other).some(id => written.includes(id)),
  );
  const overlapping = sharing.flatMap(other =>
    [other.table, other.target].flatMap(table =>
      relationsOf(document, table)
        .filter(candidate => candidate.foreignKey === other.id && !candidate.through)
        .map(candidate => names.relation(candidate)),
    ),
  );
  return overlapping.length === 0
    ? []
    : [["overlaps", literal([...new Set(overlapping)].sort().join(","))]];
};
