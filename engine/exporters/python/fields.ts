/**
 * The fields of a model in Django, Tortoise ORM and Peewee, where a foreign key of one column is a field named after
 * its relation, not after its column.
 */
import {
  type Column,
  type ColumnId,
  columnOf,
  type ForeignKey,
  isUnique,
  type Relation,
  relationsOf,
  reverseOf,
  type SchemaDocument,
  type TableView,
  tableView,
} from "../../schema/index.ts";

const keyOfColumn = (document: SchemaDocument, id: ColumnId): ForeignKey | undefined => {
  const { table } = columnOf(document, id);
  return tableView(document, table).foreignKeys.find(
    ({ columns: [first, second] }) => first === id && second === undefined,
  );
};

/** Whether the type of a column, which is that of the column it references, leads back to itself. */
const isItsOwnTarget = (document: SchemaDocument, key: ForeignKey): boolean => {
  const seen = new Set<ColumnId>();
  for (let at: ForeignKey | undefined = key; at; ) {
    const [column, target]: readonly (ColumnId | undefined)[] = [
      at.columns[0],
      at.targetColumns[0],
    ];
    if (column === undefined || target === undefined) return false;
    if (seen.has(column)) return true;
    seen.add(column);
    at = keyOfColumn(document, target);
  }
  return false;
};

/** Whether a foreign key can be a field: it has one column, to another column that is unique. */
const canBeField = (document: SchemaDocument, key: ForeignKey): boolean =>
  key.columns.length === 1 &&
  isUnique(tableView(document, key.target), key.targetColumns) &&
  !isItsOwnTarget(document, key);

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
    return isFirst && isField ? [{ relation, reverse }] : [];
  });
