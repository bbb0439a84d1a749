/** Creates the tables of a design, omitting as little as possible of what SQLite rejects. */
import { error, type Report, report, warning } from "../base/index.ts";
import { createScript } from "../ddl/index.ts";
import type { EmbeddedDriver } from "../drivers/index.ts";
import {
  applyDiff,
  Change,
  type ForeignKey,
  type Index,
  isKey,
  recordsOf,
  removeTables,
  type SchemaDocument,
  type SchemaRecord,
  type TableId,
  tableView,
} from "../schema/index.ts";

const HINT = "Its rows are kept. Correct the table to see them again.";

class Undone extends Error {}

/** Runs `body` in a savepoint, and rolls it back when `body` requests it. */
const tryOut = (target: EmbeddedDriver, body: (undo: () => never) => void): void => {
  const undo = (): never => {
    throw new Undone();
  };
  try {
    target.transaction(() => body(undo));
  } catch (thrown) {
    if (!(thrown instanceof Undone)) throw thrown;
  }
};

/** Runs the script; returns the first error message of each table. */
const run = (document: SchemaDocument, target: EmbeddedDriver): ReadonlyMap<TableId, string> => {
  const refusals = new Map<TableId, string>();
  for (const { text, table } of createScript(document, "sqlite").value) {
    if (table === null || refusals.has(table)) continue;
    try {
      target.query(text);
    } catch (thrown) {
      refusals.set(table, thrown instanceof Error ? thrown.message : String(thrown));
    }
  }
  return refusals;
};

/** A fragment of user SQL, and the design without it. */
type WrittenPart = {
  readonly record: SchemaRecord;
  readonly what: string;
  readonly leaveOut: (change: Change) => void;
};

const isWritten = ({ where, parts }: Index): boolean =>
  where !== null || parts.some(part => part.kind === "expression");

const writtenParts = (document: SchemaDocument, id: TableId): readonly WrittenPart[] => {
  const { checks, indexes, columns } = tableView(document, id);
  const removed = (record: SchemaRecord, what: string): WrittenPart => ({
    record,
    what,
    leaveOut: change => void change.remove(record.id),
  });
  return [
    ...checks.map(check => removed(check, `the check ${check.name ?? check.expression}`)),
    ...indexes.filter(isWritten).map(index => removed(index, `the index ${index.name}`)),
    ...columns.flatMap((column): WrittenPart[] => {
      const { generated, default: given } = column;
      const put = (changes: Partial<typeof column>) => (change: Change) =>
        void change.put({ ...column, ...changes });
      if (generated?.kind === "computed") {
        const what = `the formula of ${column.name}`;
        return [{ record: column, what, leaveOut: put({ generated: null }) }];
      }
      if (given?.kind !== "expression") return [];
      const what = `the default of ${column.name}`;
      return [{ record: column, what, leaveOut: put({ default: null }) }];
    }),
  ];
};

const without = (document: SchemaDocument, parts: readonly WrittenPart[]): SchemaDocument => {
  const change = new Change(document);
  for (const { leaveOut } of parts) leaveOut(change);
  return change.document;
};

/** Removes the fragments of a table that SQLite rejects individually. */
const withoutRefusedParts = (
  document: SchemaDocument,
  id: TableId,
  target: EmbeddedDriver,
): Report<SchemaDocument> => {
  const parts = writtenParts(document, id);
  const refused = parts.filter(part => {
    let fails = false;
    tryOut(target, undo => {
      const others = parts.filter(other => other !== part);
      fails = run(without(document, others), target).has(id);
      undo();
    });
    return fails;
  });
  const { name } = tableView(document, id).table;
  return report(
    without(document, refused),
    refused.map(({ record, what }) => {
      const message = `SQLite rejects ${what} of "${name}", so it is omitted.`;
      return error("part-refused", message, { record: record.id, hint: "Correct its SQL." });
    }),
  );
};

/** SQLite requires that referenced columns are exactly one key; otherwise it rejects every change. */
const pointsToKey = (document: SchemaDocument, { target, targetColumns }: ForeignKey): boolean =>
  isKey(tableView(document, target), targetColumns);

const withoutUselessKeys = (document: SchemaDocument): Report<SchemaDocument> => {
  const useless = recordsOf(document, "foreignKey").filter(key => !pointsToKey(document, key));
  const change = new Change(document).remove(...useless.map(({ id }) => id));
  const diagnostics = useless.map(key => {
    const target = tableView(document, key.target).table.name;
    const message = `"${key.forward}" is not enforced: the columns of "${target}" that it references are not unique.`;
    return warning("foreign-key-idle", message, { record: key.id });
  });
  return report(useless.length === 0 ? document : change.document, diagnostics);
};

const withoutTables = (
  document: SchemaDocument,
  refusals: ReadonlyMap<TableId, string>,
): Report<SchemaDocument> => {
  const diagnostics = [...refusals].map(([id, reason]) => {
    const { name } = tableView(document, id).table;
    return error("table-refused", `SQLite refuses "${name}": ${reason}.`, {
      record: id,
      hint: HINT,
    });
  });
  const diff = removeTables(document, { tables: [...refusals.keys()] }).value;
  return report(applyDiff(document, diff), diagnostics);
};

/** Creates all tables or none; returns the reasons for the rejected ones. */
const makeAll = (
  document: SchemaDocument,
  target: EmbeddedDriver,
): ReadonlyMap<TableId, string> => {
  let refusals: ReadonlyMap<TableId, string> = new Map();
  tryOut(target, undo => {
    refusals = run(document, target);
    if (refusals.size > 0) undo();
  });
  return refusals;
};

/** Creates the tables of a design in the empty database `target`; returns the part that was created. */
export const createTables = (
  design: SchemaDocument,
  target: EmbeddedDriver,
): Report<SchemaDocument> => {
  const reports = [withoutUselessKeys(design)];
  const current = () => reports.at(-1)?.value ?? design;
  for (const id of makeAll(current(), target).keys()) {
    reports.push(withoutRefusedParts(current(), id, target));
  }
  if (reports.length > 1) {
    reports.push(withoutTables(current(), makeAll(current(), target)));
    if ((reports.at(-1)?.diagnostics.length ?? 0) > 0) run(current(), target);
  }
  return report(
    current(),
    reports.flatMap(({ diagnostics }) => diagnostics),
  );
};
