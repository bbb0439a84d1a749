/** Columns of foreign keys in place of the keys that they refer to, so that no row is joined for its key alone. */
import { memoize } from "../base/index.ts";
import type { CollectionPath, NodeOf, QueryExpression } from "./expression.ts";
import type { ColumnModel, RelationModel } from "./model.ts";
import { columnsOf } from "./used-columns.ts";

type Column = NodeOf<"column">;

/**
 * The column of a foreign key that equals a column of the row that it refers to. A key of several columns refers to no
 * row if one of them is null, and its other columns may then have values.
 */
const foreignKeyColumn = (
  { holdsKey, sourceColumns, targetColumns }: RelationModel,
  column: ColumnModel,
): ColumnModel | undefined => {
  const source = holdsKey ? sourceColumns[targetColumns.indexOf(column)] : undefined;
  if (!source || source.type.kind !== column.type.kind) return undefined;
  return sourceColumns.every(other => other === source || !other.nullable) ? source : undefined;
};

/** The column that the last relation of a path makes needless to join. */
const shorterColumn = ({ path, column }: Column): ColumnModel | undefined => {
  const relation = path.relations.at(-1);
  return relation && foreignKeyColumn(relation, column);
};

const shortened = memoize((node: Column): Column => {
  const { variable, relations } = node.path;
  const path = { variable, relations: relations.slice(0, -1) };
  return shortColumn({ ...node, column: shorterColumn(node) ?? node.column, path });
});

/** `p.author_id` for `p.author.id`. The same node each time. */
export const shortColumn = (node: Column): Column => (shorterColumn(node) ? shortened(node) : node);

/** Whether two columns are the same, of the same row. */
export const isSameColumn = (a: Column, b: Column): boolean =>
  a.column === b.column &&
  a.path.variable === b.path.variable &&
  a.path.relations.length === b.path.relations.length &&
  a.path.relations.every((relation, index) => relation === b.path.relations[index]);

const columnsAt = memoize(({ from, relation }: CollectionPath): readonly Column[] =>
  relation.sourceColumns.map(column =>
    shortColumn({ kind: "column", path: from, column, origin: undefined }),
  ),
);

/** The columns of the outer row that the rows of a relation refer to. The same nodes each time. */
export const outerColumns = (collection: CollectionPath): readonly Column[] =>
  columnsAt(collection);

/** Whether a join table has all that is used of the rows that it refers to: their keys. */
export const isLinkOnly = ({ collection, ...node }: NodeOf<"exists" | "aggregate">): boolean => {
  const { relation, variable } = collection;
  const { through, targetColumns } = relation;
  if (!through || through.targetColumns.some(({ nullable }) => nullable)) return false;
  const used = [node.condition, "of" in node ? node.of : null];
  return used
    .filter((each): each is QueryExpression => each !== null)
    .flatMap(each => columnsOf(each))
    .filter(({ path }) => path.variable === variable)
    .every(column => {
      const { path, column: short } = shortColumn(column);
      return path.relations.length === 0 && targetColumns.includes(short);
    });
};
