/** Rebuilds a table with its rows: section 7 of https://www.sqlite.org/lang_altertable.html */
import { type Column, enumOf, freeName, tableViews } from "../../schema/index.ts";
import { createTable } from "../create-table.ts";
import { named } from "../names.ts";
import type { DdlStatement } from "../statement.ts";
import { inStoredForm } from "../stored-form.ts";
import {
  columnAdded,
  columnChanges,
  columnDropped,
  type Draftings,
  isIdentityIn,
  newFormOf,
  wantsValue,
} from "./column-changes.ts";
import type { Pairing, TablePair } from "./pairing.ts";
import { dangerOf, lostValues, type PartMoves } from "./part-changes.ts";
import { type Change, type MigrationStep, stepFor } from "./steps.ts";

export type SqliteContext = {
  readonly draftings: Draftings;
  readonly pairing: Pairing;
  readonly moves: PartMoves;
};

/** The source of each column of the new table; the database fills the others. */
const fillings = (draftings: Draftings, pair: TablePair) =>
  pair.after.columns.flatMap((column: Column) => {
    if (column.generated?.kind === "computed") return [];
    const { after } = draftings;
    const name = named(after, column.name);
    const kept = pair.columns.find(candidate => candidate.after === column);
    const form = kept ? newFormOf(draftings, kept) : null;
    if (!pair.added.includes(column)) {
      return [{ name, from: form && !form.byAffinity ? inStoredForm(form, name) : name }];
    }
    return wantsValue(after, pair.after, column) ? [{ name, from: "NULL" }] : [];
  });

/** AUTOINCREMENT never reuses a value, so the highest one is copied. */
const keepNumbers = (
  draftings: Draftings,
  pair: TablePair,
  temporary: string,
): readonly string[] => {
  const isStrict = (column: Column) =>
    column.generated?.kind === "identity" && column.generated.strict;
  const numbers = pair.columns.some(
    ({ middle, after }) =>
      isStrict(middle) &&
      isStrict(after) &&
      isIdentityIn(draftings.middle, pair.middle, middle) &&
      isIdentityIn(draftings.after, pair.after, after),
  );
  if (!numbers) return [];
  const { quoteText } = draftings.after.dialect;
  const [old, next] = [quoteText(pair.after.table.name), quoteText(temporary)];
  return [
    `DELETE FROM sqlite_sequence WHERE name = ${next}`,
    `INSERT INTO sqlite_sequence (name, seq)\nSELECT ${next}, seq FROM sqlite_sequence WHERE name = ${old}`,
  ];
};

const changesOf = (
  { draftings, pairing, moves }: SqliteContext,
  pair: TablePair,
): readonly Change[] => {
  const { id, name } = pair.after.table;
  const enums = pair.columns.flatMap(({ middle, after }): Change[] => {
    if (after.type.kind !== "enum" || middle.type.kind !== "enum") return [];
    if (after.type.enum !== middle.type.enum) return [];
    const [old, next] = [
      enumOf(pairing.middle, middle.type.enum),
      enumOf(pairing.after, after.type.enum),
    ];
    if (old.values.join("\0") === next.values.join("\0")) return [];
    const lost = lostValues(pairing.middle, pairing.after, after.type.enum).join(", ");
    const column = `${name}.${after.name}`;
    const dataLoss =
      lost === "" ? undefined : `Rows where ${column} is one of ${lost} make this fail.`;
    const reason = `Column ${column} gets the new values of its enum.`;
    return [{ kind: "change enum", reason, dataLoss }];
  });
  const parts = [
    ...moves.dropped.map(({ part, reason }) => ({ part, reason, dataLoss: undefined })),
    ...moves.added.map(({ part, reason }) => ({
      part,
      reason,
      dataLoss: dangerOf(draftings.after, part),
    })),
  ];
  return [
    ...pair.columns.flatMap(column => columnChanges(draftings, pair, column)),
    ...pair.dropped.map(column => columnDropped(pair.before, column)),
    ...pair.added.map(column => columnAdded(draftings.after, pair.after, column)),
    ...enums,
    ...parts
      .filter(({ part }) => part.table === id && part.kind !== "index")
      .map(({ reason, dataLoss }): Change => ({ kind: "rebuild table", reason, dataLoss })),
  ];
};

/** Creates the new table, copies the rows, and replaces the old table. */
export const rebuildTable = (context: SqliteContext, pair: TablePair): MigrationStep => {
  const { draftings, pairing } = context;
  const { after } = draftings;
  const { table } = pair.after;
  const names = [...tableViews(pairing.before), ...tableViews(pairing.after)].map(
    view => view.table.name,
  );
  const temporary = freeName(`new_${table.name}`, names);
  const [old, next] = [named(after, table.name), named(after, temporary)];
  const filled = fillings(draftings, pair);
  const list = (words: readonly string[]) => words.join(", ");
  const copy = `INSERT INTO ${next} (${list(filled.map(({ name }) => name))})\nSELECT ${list(filled.map(({ from }) => from))} FROM ${old}`;
  const view = { ...pair.after, table: { ...table, name: temporary } };
  const statement =
    (kind: DdlStatement["kind"]) =>
    (text: string): DdlStatement => ({ text, table: table.id, kind });
  const changes = changesOf(context, pair);
  const reason = `Table ${table.name} is rebuilt; triggers on it are dropped with the old one.`;
  const head: Change = { kind: "rebuild table", reason };
  return stepFor("rebuild table", [head, ...changes], table.id, [
    statement("create table")(createTable(after, view, view.foreignKeys).text),
    ...[copy, ...keepNumbers(draftings, pair, temporary)].map(statement("copy rows")),
    statement("drop table")(`DROP TABLE ${old}`),
    // With the legacy setting SQLite does not check views and triggers that mention the missing table.
    statement("setting")("PRAGMA legacy_alter_table = ON"),
    statement("alter table")(`ALTER TABLE ${next} RENAME TO ${old}`),
    statement("setting")("PRAGMA legacy_alter_table = OFF"),
  ]);
};
