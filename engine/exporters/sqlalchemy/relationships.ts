/** Both sides of every relation, with the arguments that make them unambiguous. */
import {
  joinPrinted,
  type PrintedText,
  printedFrom,
  type RecordOrigin,
  warning,
} from "../../base/index.ts";
import {
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
import { assignment, call, literal } from "../python/index.ts";
import type { PythonModule } from "./module.ts";
import { isMapped } from "./names.ts";
import { joinArguments, keyOf, overlapsArgument } from "./relationship-joins.ts";

/** Rows that the database deletes by a cascade need not be loaded first. */
const cascadeArguments = (module: PythonModule, relation: Relation): readonly string[] => {
  const key = keyOf(module.document, relation);
  if (relation.holdsKey || relation.through || key.onDelete !== "cascade") return [];
  const forward = reverseOf(module.document, relation);
  const cascade = forward?.optional ? "all" : "all, delete-orphan";
  return [`cascade=${literal(cascade)}`, "passive_deletes=True"];
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
    ...joinArguments(module, relation),
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
