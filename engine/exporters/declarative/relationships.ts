/** Both sides of every relation, with the arguments that make them unambiguous. */
import { warning } from "../../base/index.ts";
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
import type { PythonModule } from "./module.ts";
import { joinOptions, keyOf, type Option, overlapsOption } from "./relationship-joins.ts";

/** A relationship, as either library declares it. */
export type Relationship = {
  readonly relation: Relation;
  readonly joins: readonly Option[];
  /** The name of the other side. */
  readonly backPopulates: string | null;
  /** Present where the database deletes the rows of this side, too. */
  readonly cascade: "all" | "all, delete-orphan" | null;
  readonly more: readonly Option[];
};

/** Rows that the database deletes by a cascade need not be loaded first. */
const cascadeOf = ({ document }: PythonModule, relation: Relation): Relationship["cascade"] => {
  const key = keyOf(document, relation);
  if (relation.holdsKey || relation.through || key.onDelete !== "cascade") return null;
  return reverseOf(document, relation)?.optional ? "all" : "all, delete-orphan";
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
const postUpdateOption = ({ document }: PythonModule, relation: Relation): readonly Option[] => {
  if (relation.through) return [];
  const { table, target, columns } = keyOf(document, relation);
  const isNullable = columns.some(id => recordOf(document, "column", id).nullable);
  const isInCycle = isNullable && table !== target && leadsTo(document, target, table);
  return isInCycle ? [["post_update", "True"]] : [];
};

const isMappedTable = ({ document, library }: PythonModule, id: TableId): boolean => {
  const view = findTable(document, id);
  return view !== undefined && view.columns.length > 0 && library.isMapped(view);
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
    const { table, targetForeignKey } = relation.through;
    // The class of another join table has relationships that write the same columns.
    return (
      isPlainJoinTable(tableView(document, table)) &&
      isMappedTable(module, relation.target) &&
      keys.has(relation.foreignKey) &&
      keys.has(targetForeignKey)
    );
  }
  const key = keyOf(document, relation);
  if (isPlainJoinTable(tableView(document, key.table)) || !keys.has(key.id)) return false;
  if (isMappedTable(module, relation.target) && !isTwin(document, key)) return true;
  if (relation.holdsKey || isMappedTable(module, key.target)) {
    const message = `${module.library.label} does not support "${relation.name}" as a relationship: the other table has no primary key, or two foreign keys are identical. It is omitted.`;
    module.addDiagnostic(warning("relationship-lost", message, { record: key.id }));
  }
  return false;
};

/** The relationships of a class, in document order. `keys` are the exported foreign keys. */
export const relationshipsOf = (
  module: PythonModule,
  view: TableView,
  keys: ReadonlySet<ForeignKey["id"]>,
): readonly Relationship[] =>
  relationsOf(module.document, view.table.id)
    .filter(relation => isSupported(module, relation, keys))
    .map(relation => {
      const other = reverseOf(module.document, relation);
      return {
        relation,
        joins: joinOptions(module, relation),
        backPopulates: other ? module.names.relation(other) : null,
        cascade: cascadeOf(module, relation),
        more: [...overlapsOption(module, relation), ...postUpdateOption(module, relation)],
      };
    });
