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
  tableView,
} from "../../schema/index.ts";
import { type Code, call, list, literal, longLiteral, named } from "../python/index.ts";
import type { PythonModule } from "./module.ts";

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

const attributeList = (
  { names }: PythonModule,
  ids: readonly ColumnId[],
  owner: string | null,
): Code => {
  const listed = ids.map(id => (owner === null ? "" : `${owner}.`) + names.attribute(id));
  if (owner === null) return list(listed);
  return literal(listed.length === 1 ? (listed[0] ?? "") : `[${listed.join(", ")}]`);
};

/** The foreign key of the relation, where several join the two tables. */
const foreignKeysArgument = (module: PythonModule, relation: Relation): readonly Code[] => {
  const key = keyOf(module.document, relation);
  if (!ambiguousPairs(module.document).has(pairOf(key))) return [];
  const isOwn = relation.source === key.table;
  const owner = isOwn ? null : module.names.table(key.table);
  return [named("foreign_keys", attributeList(module, key.columns, owner))];
};

const remoteSideArgument = (module: PythonModule, relation: Relation): readonly Code[] =>
  relation.holdsKey && relation.source === relation.target
    ? [named("remote_side", attributeList(module, relation.targetColumns, null))]
    : [];

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

const joinOf = (
  module: PythonModule,
  { entity, variable }: { readonly entity: string; readonly variable: string },
  pairs: readonly (readonly [ColumnId, ColumnId])[],
): Code => {
  const { names, document } = module;
  const equal = pairs.map(([own, joined]) => {
    const column = literal(columnOf(document, joined).name);
    return `${entity}.${names.attribute(own)} == ${variable}.c[${column}]`;
  });
  return equal.length === 1 ? (equal[0] ?? "") : call(module.sql("and_"), equal);
};

/** A table joined with itself: specifies the key of each side. */
const selfJoinArguments = (module: PythonModule, relation: Relation): readonly Code[] => {
  const { through } = relation;
  if (!through || relation.source !== relation.target) return [];
  const entity = module.names.table(relation.source);
  const sides = { entity, variable: module.names.table(through.table) };
  const pairs = (own: readonly ColumnId[], joined: readonly ColumnId[]) =>
    own.map((id, at) => [id, joined[at] ?? id] as const);
  const near = joinOf(module, sides, pairs(relation.sourceColumns, through.sourceColumns));
  const far = joinOf(module, sides, pairs(relation.targetColumns, through.targetColumns));
  return [named("primaryjoin", ["lambda: ", near]), named("secondaryjoin", ["lambda: ", far])];
};

/** The arguments that specify the join, where SQLAlchemy does not find it. */
export const joinArguments = (module: PythonModule, relation: Relation): readonly Code[] => {
  if (relation.through) return selfJoinArguments(module, relation);
  if (isPartlyWritten(module.document, keyOf(module.document, relation))) {
    return [named("primaryjoin", conditionOf(module, relation))];
  }
  return [...foreignKeysArgument(module, relation), ...remoteSideArgument(module, relation)];
};

/** Foreign keys that set the same column, which SQLAlchemy requires to be declared. */
export const overlapsArgument = (module: PythonModule, relation: Relation): readonly string[] => {
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
    : [`overlaps=${literal([...new Set(overlapping)].sort().join(","))}`];
};
