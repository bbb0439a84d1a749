/**
 * The fields of a model in Django, Tortoise ORM and Peewee, where a foreign key of one column is a field named after
 * its relation, not after its column.
 */
import {
  type Column,
  type ForeignKey,
  isPlainJoinTable,
  isUnique,
  type Relation,
  relationsOf,
  reverseOf,
  type SchemaDocument,
  type TableView,
  tableView,
} from "../../schema/index.ts";

/** Whether a foreign key can be a field: it has one column, to a column that is unique. */
const canBeField = (document: SchemaDocument, { columns, target, targetColumns }: ForeignKey) =>
  columns.length === 1 && isUnique(tableView(document, target), targetColumns);

/** The foreign key that a column is a field of; the first, if there are several. A computed column is none. */
export const referenceOf = (
  document: SchemaDocument,
  view: TableView,
  column: Column,
): ForeignKey | undefined =>
  column.generated?.kind === "computed"
    ? undefined
    : view.foreignKeys.find(key => key.columns[0] === column.id && canBeField(document, key));

/** The foreign keys of a table that are no fields: those of several columns, and second keys of one column. */
export const keysWithoutField = (
  document: SchemaDocument,
  view: TableView,
): readonly ForeignKey[] => {
  const fields = new Set(view.columns.map(column => referenceOf(document, view, column)?.id));
  return view.foreignKeys.filter(({ id }) => !fields.has(id));
};

/**
 * The many-to-many relations that are declared in the model of a table: each join table once, on the table that its
 * first foreign key references.
 */
export const declaredManyToMany = (
  document: SchemaDocument,
  view: TableView,
): readonly { readonly relation: Relation; readonly reverse: Relation }[] =>
  relationsOf(document, view.table.id).flatMap(relation => {
    const reverse = reverseOf(document, relation);
    if (!relation.through || !reverse) return [];
    const joinTable = tableView(document, relation.through.table);
    const isFirst = joinTable.foreignKeys[0]?.id === relation.foreignKey;
    const isField = joinTable.foreignKeys.every(key => canBeField(document, key));
    return isFirst && isField && isPlainJoinTable(joinTable) ? [{ relation, reverse }] : [];
  });
