/** A document changes only by diffs, which can be applied, reversed and squashed. */
import { invariant } from "../base/index.ts";
import type { SchemaDocument, SchemaRecord } from "./records.ts";

export type Update = { readonly from: SchemaRecord; readonly to: SchemaRecord };

export type Diff = {
  readonly added: ReadonlyMap<string, SchemaRecord>;
  readonly updated: ReadonlyMap<string, Update>;
  readonly removed: ReadonlyMap<string, SchemaRecord>;
};

export const emptyDiff: Diff = { added: new Map(), updated: new Map(), removed: new Map() };

export const isEmptyDiff = (diff: Diff): boolean =>
  diff.added.size + diff.updated.size + diff.removed.size === 0;

/**
 * The document after the diff.
 * @throws InvariantError when the diff belongs to another document.
 */
export const applyDiff = (document: SchemaDocument, diff: Diff): SchemaDocument => {
  if (isEmptyDiff(diff)) return document;
  const records = new Map(document.records);
  for (const id of diff.removed.keys()) {
    invariant(records.delete(id), `cannot remove ${id}: it is not in the document`);
  }
  for (const [id, { to }] of diff.updated) {
    invariant(records.has(id), `cannot update ${id}: it is not in the document`);
    records.set(id, to);
  }
  for (const [id, record] of diff.added) {
    invariant(!records.has(id), `cannot add ${id}: it is in the document`);
    records.set(id, record);
  }
  return { records };
};

/** The diff that undoes `diff`. */
export const reverseDiff = (diff: Diff): Diff => ({
  added: diff.removed,
  updated: new Map([...diff.updated].map(([id, { from, to }]) => [id, { from: to, to: from }])),
  removed: diff.added,
});

/** The diff between two documents. Records are compared by identity first, then by content. */
export const diffBetween = (before: SchemaDocument, after: SchemaDocument): Diff => {
  const added = new Map<string, SchemaRecord>();
  const updated = new Map<string, Update>();
  const removed = new Map<string, SchemaRecord>();
  for (const [id, to] of after.records) {
    const from = before.records.get(id);
    if (!from) added.set(id, to);
    else if (from !== to && JSON.stringify(from) !== JSON.stringify(to)) {
      updated.set(id, { from, to });
    }
  }
  for (const [id, record] of before.records) {
    if (!after.records.has(id)) removed.set(id, record);
  }
  return { added, updated, removed };
};

/** One diff with the effect of `first` followed by `second`. */
export const squashDiffs = (first: Diff, second: Diff): Diff => {
  const added = new Map(first.added);
  const updated = new Map(first.updated);
  const removed = new Map(first.removed);
  for (const [id, record] of second.removed) {
    if (added.delete(id)) continue;
    removed.set(id, updated.get(id)?.from ?? record);
    updated.delete(id);
  }
  for (const [id, { from, to }] of second.updated) {
    if (added.has(id)) added.set(id, to);
    else updated.set(id, { from: updated.get(id)?.from ?? from, to });
  }
  for (const [id, record] of second.added) {
    const before = removed.get(id);
    if (!before) added.set(id, record);
    else {
      removed.delete(id);
      updated.set(id, { from: before, to: record });
    }
  }
  return { added, updated, removed };
};

/** The records of one kind that a diff adds. */
export const addedRecords = <Kind extends SchemaRecord["kind"]>(
  { added }: Diff,
  kind: Kind,
): readonly Extract<SchemaRecord, { readonly kind: Kind }>[] => {
  const isKind = (record: SchemaRecord): record is Extract<SchemaRecord, { readonly kind: Kind }> =>
    record.kind === kind;
  return [...added.values()].filter(isKind);
};
