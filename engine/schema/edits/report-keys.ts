/** Finishes an edit that changes which columns are unique: relations follow, and references to a lost key are reported. */
import { type Diagnostic, type Report, report, warning } from "../../base/index.ts";
import type { Change } from "../change.ts";
import type { Diff } from "../diff.ts";
import type { ForeignKey, SchemaDocument, TableId } from "../records.ts";
import { findTable, isUnique } from "../views.ts";
import { automaticReverses, namesTakenIn } from "./relation-names.ts";

/** The diff of `change`, which may have changed the keys and unique indexes of `tables`. */
export const reportKeys = (
  before: SchemaDocument,
  change: Change,
  tables: readonly TableId[],
): Report<Diff> => {
  const changed = [...new Set(tables)];
  for (const table of changed) followWithNames(before, change, table);
  const after = change.document;
  return report(
    change.finish(),
    changed.flatMap(table => lostKeys(before, after, table)),
  );
};

const isSingle = (document: SchemaDocument, key: ForeignKey): boolean => {
  const view = findTable(document, key.table);
  return view !== undefined && isUnique(view, key.columns);
};

/** An automatic name of a reverse relation becomes singular in a one-to-one relation, and plural otherwise. */
const followWithNames = (before: SchemaDocument, change: Change, table: TableId): void => {
  for (const key of findTable(change.document, table)?.foreignKeys ?? []) {
    const single = isSingle(change.document, key);
    if (!before.records.has(key.id) || isSingle(before, key) === single) continue;
    const at = automaticReverses(before, key, !single).indexOf(key.reverse);
    const reverse = automaticReverses(change.document, key, single)[at];
    if (reverse === undefined) continue;
    const taken = namesTakenIn(change.document, key.target);
    if (!taken.includes(reverse)) change.put({ ...key, reverse });
  }
};

/** Foreign keys that reference columns which are unique before the change only. */
const lostKeys = (
  before: SchemaDocument,
  after: SchemaDocument,
  table: TableId,
): readonly Diagnostic[] => {
  const [was, is] = [findTable(before, table), findTable(after, table)];
  if (!was || !is) return [];
  const lost = is.referredBy.filter(
    ({ targetColumns }) => isUnique(was, targetColumns) && !isUnique(is, targetColumns),
  );
  return lost.map(({ id, table: source, forward }) => {
    const { entity } = findTable(after, source)?.table ?? is.table;
    const message = `${entity}.${forward} references columns of "${is.table.name}" that are no longer unique.`;
    const hint = "Choose other columns for the relation, or make these unique.";
    return warning("not-a-key", message, { record: id, hint });
  });
};
