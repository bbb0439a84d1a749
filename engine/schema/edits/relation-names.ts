/** The names of relations: those that are taken, and those that are derived. */
import { forwardNameFor, freeName, reverseNamesFor } from "../names.ts";
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

/** The name that a relation to one row gets where it is free. */
export const automaticForward = (
  document: SchemaDocument,
  { columns, target }: RelationEnds,
): string => {
  const [column, second] = columns;
  const name = column === undefined || second !== undefined ? "" : columnOf(document, column).name;
  return forwardNameFor(name, tableView(document, target).table.name);
};

/** The names that the reverse relation can get, the preferred one first. */
export const automaticReverses = (
  document: SchemaDocument,
  { table, target, forward }: RelationEnds & Pick<ForeignKey, "forward">,
  single: boolean,
): readonly string[] =>
  reverseNamesFor(tableView(document, table).table.name, {
    single,
    forward,
    isSelf: table === target,
  });

/** Free names for both sides of a new relation. */
export const freeRelationNames = (
  document: SchemaDocument,
  ends: RelationEnds,
): Pick<ForeignKey, "forward" | "reverse"> => {
  const { table, target, columns } = ends;
  const forward = freeName(automaticForward(document, ends), namesTakenIn(document, table));
  const taken = [...namesTakenIn(document, target), ...(table === target ? [forward] : [])];
  const single = isUnique(tableView(document, table), columns);
  const candidates = automaticReverses(document, { ...ends, forward }, single);
  const free = candidates.find(name => freeName(name, taken) === name);
  return { forward, reverse: free ?? freeName(candidates.at(-1) ?? forward, taken) };
};
