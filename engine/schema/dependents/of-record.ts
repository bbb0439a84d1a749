/** Whether a key, an index, a check or a relation depends on removed columns, and what can become of it. */
import type { Check, ForeignKey, Index, Key, SchemaDocument } from "../records.ts";
import { checkLabel } from "../user-sql.ts";
import { columnOf, tableView } from "../views.ts";
import { type ConsequenceOption, type Dependent, removal } from "./dependent.ts";
import {
  foreignKeyWithout,
  indexWithout,
  keyWithout,
  listOf,
  mentionedIn,
  type RemovedColumns,
  referencesKey,
} from "./without-columns.ts";

const tableName = (document: SchemaDocument, record: { readonly table: Key["table"] }): string =>
  tableView(document, record.table).table.name;

const shortening = (columns: string): ConsequenceOption => ({
  consequence: "shorten",
  label: `Keep it for ${columns}`,
  outcome: `it is now for ${columns}`,
});

/** A unique key of fewer columns rejects more rows, so it is removed by default; a primary key is kept. */
export const ofKey = (
  document: SchemaDocument,
  key: Key,
  removed: RemovedColumns,
): Dependent | null => {
  const { columns } = keyWithout(key, removed);
  if (columns.length === key.columns.length || columns.length === 0) return null;
  const name = key.primary ? "primary key" : "unique key";
  const gone = key.columns.flatMap(id => removed.get(id) ?? []);
  const reason = `The ${name} ${listOf(document, key.columns)} of "${tableName(document, key)}" includes "${gone.join('", "')}"`;
  const shorten = shortening(listOf(document, columns));
  const remove = removal("the key");
  return { record: key, reason, options: key.primary ? [shorten, remove] : [remove, shorten] };
};

/** What an index uses of the removed columns. */
const usedBy = ({ parts, where }: Index, removed: RemovedColumns): string | undefined => {
  const names = parts.map(part =>
    part.kind === "column" ? removed.get(part.column) : mentionedIn(part.text, removed.values()),
  );
  const ofCondition = where === null ? undefined : mentionedIn(where, removed.values());
  return [...names, ofCondition].find(name => name !== undefined);
};

/** The index is kept for its other columns by default, unless it is unique or loses its condition. */
export const ofIndex = (
  document: SchemaDocument,
  index: Index,
  removed: RemovedColumns,
): Dependent | null => {
  const used = usedBy(index, removed);
  const isGone = index.parts.every(part => part.kind === "column" && removed.has(part.column));
  if (used === undefined || isGone) return null;
  const reason = `The index "${index.name}" of "${tableName(document, index)}" uses "${used}"`;
  const remove = removal("the index");
  const rest = indexWithout(index, removed);
  if (rest.parts.length === 0) return { record: index, reason, options: [remove] };
  const losesCondition = rest.where !== index.where;
  const kept = rest.parts.map(part =>
    part.kind === "column" ? columnOf(document, part.column).name : part.text,
  );
  const columns = `(${kept.join(", ")})`;
  const shorten = shortening(losesCondition ? `${columns}, without its condition` : columns);
  const options =
    index.unique || losesCondition ? ([remove, shorten] as const) : ([shorten, remove] as const);
  return { record: index, reason, options };
};

export const ofCheck = (
  document: SchemaDocument,
  check: Check,
  removed: RemovedColumns,
): Dependent | null => {
  const used = mentionedIn(check.expression, removed.values());
  if (used === undefined) return null;
  const label = checkLabel(tableName(document, check), check.name, check.expression);
  return { record: check, reason: `${label} uses "${used}"`, options: [removal("the check")] };
};

/** A relation is kept for its other columns if those are still a key of the referenced table. */
export const ofForeignKey = (
  document: SchemaDocument,
  key: ForeignKey,
  removed: RemovedColumns,
): Dependent | null => {
  if (key.columns.every(id => removed.has(id))) return null;
  const gone = [...key.columns, ...key.targetColumns].flatMap(id => removed.get(id) ?? []);
  if (gone.length === 0) return null;
  const reason = `The relation ${key.forward} of "${tableName(document, key)}" uses "${gone.join('", "')}"`;
  const remove = removal("the relation");
  const rest = foreignKeyWithout(key, removed);
  const shorten = shortening(listOf(document, rest.columns));
  const options = referencesKey(document, rest, removed)
    ? ([shorten, remove] as const)
    : ([remove] as const);
  return { record: key, reason, options };
};
