/** Both sides of every relation, with the arguments that make them unambiguous. */
import {
  groupBy,
  joinPrinted,
  memoize,
  type PrintedText,
  printedFrom,
  type RecordOrigin,
  warning,
} from "../../base/index.ts";
import {
  type ColumnId,
  type ForeignKey,
  findTable,
  isPlainJoinTable,
  type Relation,
  recordOf,
  relationsOf,
  reverseOf,
  type SchemaDocument,
  type TableId,
  type TableView,
  tableView,
} from "../../schema/index.ts";
import { assignment, type Code, call, list, literal, named } from "../python/index.ts";
import type { PythonModule } from "./module.ts";
import { isMapped } from "./names.ts";

const keyOf = (document: SchemaDocument, { foreignKey }: Relation): ForeignKey =>
  recordOf(document, "foreignKey", foreignKey);

const pairOf = ({ table, target }: ForeignKey): string => [table, target].sort().join(" ");

/** Pairs of tables with several foreign keys between them: their relationships must specify which they use. */
const ambiguousPairs = memoize((view: { readonly keys: readonly ForeignKey[] }) => {
  const groups = [...groupBy(view.keys, pairOf)];
  return new Set(groups.filter(([, keys]) => keys.length > 1).map(([pair]) => pair));
});

const allKeys = memoize((document: SchemaDocument) => ({
  keys: [...document.records.values()].filter(record => record.kind === "foreignKey"),
}));

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
  if (relation.through || !ambiguousPairs(allKeys(module.document)).has(pairOf(key))) return [];
  const isOwn = relation.source === key.table;
  const owner = isOwn ? null : module.names.table(key.table);
  return [named("foreign_keys", attributeList(module, key.columns, owner))];
};

const remoteSideArgument = (module: PythonModule, relation: Relation): readonly Code[] =>
  relation.holdsKey && relation.source === relation.target
    ? [named("remote_side", attributeList(module, relation.targetColumns, null))]
    : [];

/** Rows that the database deletes by a cascade need not be loaded first. */
const cascadeArguments = (module: PythonModule, relation: Relation): readonly string[] => {
  const key = keyOf(module.document, relation);
  if (relation.holdsKey || relation.through || key.onDelete !== "cascade") return [];
  const forward = reverseOf(module.document, relation);
  const cascade = forward?.optional ? "all" : "all, delete-orphan";
  return [`cascade=${literal(cascade)}`, "passive_deletes=True"];
};

/** Foreign keys that share a column both write it, which SQLAlchemy requires to be declared. */
const overlapsArgument = (module: PythonModule, relation: Relation): readonly string[] => {
  if (relation.through) return [];
  const { document, names } = module;
  const key = keyOf(document, relation);
  const sharing = tableView(document, key.table).foreignKeys.filter(
    other => other.id !== key.id && other.columns.some(id => key.columns.includes(id)),
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

/** Whether foreign keys lead from the table `from`, directly or through other tables, to `to`. */
const leadsTo = (document: SchemaDocument, from: TableId, to: TableId): boolean => {
  const seen = new Set<TableId>();
  const open = [from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === to) return true;
    if (seen.has(id)) continue;
    seen.add(id);
    open.push(...tableView(document, id).foreignKeys.map(key => key.target));
  }
  return false;
};

/** In a cycle of new rows, the nullable key is set last, on both sides. */
const postUpdateArgument = ({ document }: PythonModule, relation: Relation): readonly string[] => {
  if (relation.through) return [];
  const { table, target, columns } = keyOf(document, relation);
  const isNullable = columns.some(id => recordOf(document, "column", id).nullable);
  const isInCycle = isNullable && table !== target && leadsTo(document, target, table);
  return isInCycle ? ["post_update=True"] : [];
};

const joinOf = (
  module: PythonModule,
  { entity, variable }: { readonly entity: string; readonly variable: string },
  pairs: readonly (readonly [ColumnId, ColumnId])[],
): Code => {
  const { names, document } = module;
  const equal = pairs.map(([own, joined]) => {
    const column = literal(recordOf(document, "column", joined).name);
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

const annotationOf = (module: PythonModule, relation: Relation): string => {
  const target = module.names.table(relation.target);
  const mapped = module.orm("Mapped");
  if (relation.cardinality === "many") return `${mapped}[list["${target}"]]`;
  return `${mapped}["${target}${relation.optional ? " | None" : ""}"]`;
};

const relationshipLine = (module: PythonModule, relation: Relation): PrintedText<RecordOrigin> => {
  const other = reverseOf(module.document, relation);
  const { through } = relation;
  const parts = [
    ...(through ? [`secondary=${module.names.table(through.table)}`] : []),
    ...selfJoinArguments(module, relation),
    ...foreignKeysArgument(module, relation),
    ...remoteSideArgument(module, relation),
    ...(other ? [`back_populates=${literal(module.names.relation(other))}`] : []),
    ...cascadeArguments(module, relation),
    ...overlapsArgument(module, relation),
    ...postUpdateArgument(module, relation),
  ];
  const head = `${module.names.relation(relation)}: ${annotationOf(module, relation)}`;
  const line = assignment(head, call(module.orm("relationship"), parts), "    ");
  return printedFrom(relation.foreignKey, joinPrinted(["    ", line]));
};

const isMappedTable = (document: SchemaDocument, id: TableId): boolean => {
  const view = findTable(document, id);
  return view !== undefined && view.columns.length > 0 && isMapped(view);
};

/** Whether another key has the same columns and target, so that SQLAlchemy cannot distinguish them. */
const isTwin = (document: SchemaDocument, key: ForeignKey): boolean =>
  tableView(document, key.table).foreignKeys.some(
    other =>
      other.id !== key.id &&
      other.target === key.target &&
      other.columns.length === key.columns.length &&
      other.columns.every(id => key.columns.includes(id)),
  );

const isSupported = (
  module: PythonModule,
  relation: Relation,
  keys: ReadonlySet<ForeignKey["id"]>,
): boolean => {
  const { document } = module;
  if (relation.through) {
    const { targetForeignKey } = relation.through;
    return (
      isMappedTable(document, relation.target) &&
      keys.has(relation.foreignKey) &&
      keys.has(targetForeignKey)
    );
  }
  const key = keyOf(document, relation);
  if (isPlainJoinTable(tableView(document, key.table)) || !keys.has(key.id)) return false;
  if (isMappedTable(document, relation.target) && !isTwin(document, key)) return true;
  if (relation.holdsKey || isMappedTable(document, key.target)) {
    const message = `SQLAlchemy does not support "${relation.name}" as a relationship: the other table has no primary key, or two foreign keys are identical. It is omitted.`;
    module.addDiagnostic(warning("relationship-lost", message, { record: key.id }));
  }
  return false;
};

/** The relationships of a class, in document order. `keys` are the exported foreign keys. */
export const relationshipLines = (
  module: PythonModule,
  view: TableView,
  keys: ReadonlySet<ForeignKey["id"]>,
): readonly PrintedText<RecordOrigin>[] =>
  relationsOf(module.document, view.table.id)
    .filter(relation => isSupported(module, relation, keys))
    .map(relation => relationshipLine(module, relation));
