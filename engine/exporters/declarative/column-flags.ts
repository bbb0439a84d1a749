/** What a column is by the keys and indexes of its table. */
import type { Column, ForeignKey, Index, TableView } from "../../schema/index.ts";

const isSoleKey = ({ primaryKey }: TableView, column: Column): boolean =>
  primaryKey?.columns.length === 1 && primaryKey.columns[0] === column.id;

/**
 * The value of `autoincrement` for a column of the primary key; null where it is implied: SQLAlchemy makes a single
 * integer key an identity, unless it is a foreign key.
 */
export const autoincrementOf = (
  view: TableView,
  column: Column,
  keys: readonly ForeignKey[],
): "True" | "False" | null => {
  const isReference = keys.some(key => key.columns.includes(column.id));
  const isImplied = isSoleKey(view, column) && column.type.kind === "integer" && !isReference;
  const isIdentity = column.generated?.kind === "identity";
  if (isImplied === isIdentity) return null;
  return isIdentity ? "True" : "False";
};

export const isInPrimaryKey = ({ primaryKey }: TableView, { id }: Column): boolean =>
  primaryKey?.columns.includes(id) ?? false;

/** Whether the column alone is a unique key without a name. */
export const isUniqueColumn = ({ uniqueKeys }: TableView, { id }: Column): boolean =>
  uniqueKeys.some(
    ({ name, columns: [first, second] }) => name === null && first === id && second === undefined,
  );

/** The foreign keys that have this column alone. */
export const keysOfColumn = ({ id }: Column, keys: readonly ForeignKey[]): readonly ForeignKey[] =>
  keys.filter(({ columns: [first, second] }) => first === id && second === undefined);

/** Whether `index=True` makes the index: SQLAlchemy names it so, unless the name is too long for a database. */
const isColumnIndex = (view: TableView, { id, name }: Column, index: Index): boolean => {
  const [part, second] = index.parts;
  if (part?.kind !== "column" || part.column !== id || second) return false;
  const isPlain = !part.descending && part.collation === undefined && index.where === null;
  const implied = `ix_${view.table.name}_${name}`;
  return isPlain && !index.unique && index.name === implied && implied.length < 60;
};

/** The index that `index=True` makes. */
export const columnIndex = (view: TableView, column: Column): Index | undefined =>
  isUniqueColumn(view, column)
    ? undefined
    : view.indexes.find(index => isColumnIndex(view, column, index));
