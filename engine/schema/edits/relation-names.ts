/** The names of relations: those that are taken, and those that are derived. */
import { firstFreeName, forwardNamesFor, reverseNamesFor, reverseQualifierFor } from "../names.ts";
import type { ForeignKey, SchemaDocument, TableId } from "../records.ts";
import { relationsOf } from "../relations.ts";
import { columnOf, isUnique, tableView } from "../views.ts";

/** What the names of a relation are derived from. */
export type RelationEnds = Pick<ForeignKey, "table" | "columns" | "target">;

/** Names that are taken in an entity. */
export const namesTakenIn = (document: SchemaDocument, table: TableId): readonly string[] => [
  ...tableView(document, table).columns.map(column => column.name),
  ...relationsOf(document, table).map(relation => relation.name),
];

const sourcesOf = (document: SchemaDocument, { columns, target }: RelationEnds) =>
  [columns.map(id => columnOf(document, id).name), tableView(document, target).table.name] as const;

/** The names that a relation to one row can get, the preferred one first. */
export const automaticForwards = (document: SchemaDocument, ends: RelationEnds) =>
  forwardNamesFor(...sourcesOf(document, ends));

/** The names that the reverse relation can get, the preferred one first. */
export const automaticReverses = (
  document: SchemaDocument,
  ends: RelationEnds & Pick<ForeignKey, "forward">,
  single: boolean,
) =>
  reverseNamesFor(tableView(document, ends.table).table.name, {
    single,
    qualifier: reverseQualifierFor(...sourcesOf(document, ends), ends.forward),
    isSelf: ends.table === ends.target,
  });

/** Free names for both sides of a new relation. */
export const freeRelationNames = (
  document: SchemaDocument,
  ends: RelationEnds,
): Pick<ForeignKey, "forward" | "reverse"> => {
  const { table, target, columns } = ends;
  const forward = firstFreeName(automaticForwards(document, ends), namesTakenIn(document, table));
  const taken = [...namesTakenIn(document, target), ...(table === target ? [forward] : [])];
  const single = isUnique(tableView(document, table), columns);
  const reverse = firstFreeName(automaticReverses(document, { ...ends, forward }, single), taken);
  return { forward, reverse };
};
