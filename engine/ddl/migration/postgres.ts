/** PostgreSQL: ALTER for every change, separate types for enums, one transaction. */
import type { Enum } from "../../schema/index.ts";
import { printType } from "../column-types.ts";
import { commentOnColumn } from "../comments.ts";
import { createType } from "../enum-types.ts";
import { named } from "../names.ts";
import type { DdlStatement } from "../statement.ts";
import { castFor } from "./casts.ts";
import {
  columnChanges,
  defaultIn,
  fullName,
  hasOtherType,
  isIdentityIn,
  isNullableIn,
} from "./column-changes.ts";
import type { ColumnPair, TablePair } from "./pairing.ts";
import { lostValues } from "./part-changes.ts";
import { addedValues, dropOldTypes, renewTypes } from "./postgres-enums.ts";
import type { ServerContext } from "./server-context.ts";
import type { ServerDialect } from "./server-dialect.ts";
import { alterTable } from "./shared-steps.ts";
import { type Change, type MigrationStep, setting, step } from "./steps.ts";

/** `ALTER TABLE posts ALTER COLUMN title …` */
const altering = ({ after }: ServerContext, pair: TablePair, { after: column }: ColumnPair) => {
  const { id, name } = pair.after.table;
  const head = `ALTER TABLE ${named(after, name)} ALTER COLUMN ${named(after, column.name)} `;
  return (words: string): DdlStatement => alterTable(id, head + words);
};

const retype = (
  context: ServerContext,
  pair: TablePair,
  column: ColumnPair,
): readonly DdlStatement[] => {
  const alter = altering(context, pair, column);
  const type = printType(context.after, column.after);
  const cast = castFor(
    named(context.after, column.after.name),
    column.middle.type,
    column.after.type,
    type,
  );
  const hadDefault = defaultIn(context.middle, column.middle) !== null;
  return [
    ...(hadDefault ? [alter("DROP DEFAULT")] : []),
    alter(`TYPE ${type}${cast === null ? "" : ` USING ${cast}`}`),
  ];
};

/** Values of a recreated enum are cast through text. */
const enumRenewed = (
  context: ServerContext,
  pair: TablePair,
  column: ColumnPair,
): readonly MigrationStep[] => {
  const { type } = column.after;
  if (type.kind !== "enum" || !context.recreated.has(type.enum)) return [];
  if (hasOtherType(context, column)) return [];
  const name = fullName(pair.after, column.after);
  const lost = lostValues(context.pairing.middle, context.pairing.after, type.enum);
  const dataLoss =
    lost.length === 0
      ? undefined
      : `Rows where ${name} is one of ${lost.join(", ")} make this fail.`;
  const reason = `Column ${name} gets the new values of its enum.`;
  return [
    step(
      { kind: "change enum", reason, dataLoss },
      pair.after.table.id,
      retype(context, pair, column),
    ),
  ];
};

const setDefault = (context: ServerContext, pair: TablePair, column: ColumnPair): DdlStatement => {
  const value = defaultIn(context.after, column.after);
  return altering(context, pair, column)(value === null ? "DROP DEFAULT" : `SET DEFAULT ${value}`);
};

/** Restores a default that was dropped while the type changed. */
const defaultRestored = (
  context: ServerContext,
  pair: TablePair,
  column: ColumnPair,
): readonly Change[] => {
  const value = defaultIn(context.after, column.after);
  const had = defaultIn(context.middle, column.middle) !== null;
  if (!context.retyped.has(column.after.id) || !had || value === null) return [];
  return [
    {
      kind: "change default",
      reason: `Column ${fullName(pair.after, column.after)} keeps a default.`,
    },
  ];
};

const countOn = (
  { after }: ServerContext,
  pair: TablePair,
  { after: column }: ColumnPair,
): string => {
  const { quoteText } = after.dialect;
  const [table, name] = [named(after, pair.after.table.name), named(after, column.name)];
  return `SELECT setval(pg_get_serial_sequence(${quoteText(table)}, ${quoteText(column.name)}), COALESCE(MAX(${name}), 0) + 1, FALSE) FROM ${table}`;
};

/** Drops an identity; a computed column that becomes a plain one keeps its values. */
const generationGone = (
  context: ServerContext,
  pair: TablePair,
  column: ColumnPair,
): readonly DdlStatement[] => {
  const alter = altering(context, pair, column);
  const was = isIdentityIn(context.middle, pair.middle, column.middle);
  if (was && !isIdentityIn(context.after, pair.after, column.after))
    return [alter("DROP IDENTITY")];
  return column.middle.generated?.kind === "computed" ? [alter("DROP EXPRESSION")] : [];
};

const generationCome = (
  context: ServerContext,
  pair: TablePair,
  column: ColumnPair,
): readonly DdlStatement[] => {
  const alter = altering(context, pair, column);
  const { generated } = column.after;
  if (generated?.kind !== "identity") return [];
  const words = `GENERATED ${generated.strict ? "ALWAYS" : "BY DEFAULT"}`;
  if (isIdentityIn(context.middle, pair.middle, column.middle)) return [alter(`SET ${words}`)];
  const { id } = pair.after.table;
  return [
    alter(`ADD ${words} AS IDENTITY`),
    { text: countOn(context, pair, column), table: id, kind: "alter table" },
  ];
};

const alterColumn: ServerDialect["alterColumn"] = (context, pair, column) => {
  const { id } = pair.after.table;
  const changes = columnChanges(context, pair, column);
  const of = (kind: Change["kind"]) => changes.filter(change => change.kind === kind);
  const steps = (kind: Change["kind"], statements: () => readonly DdlStatement[]) =>
    of(kind).flatMap(change => {
      const texts = statements();
      return texts.length === 0 ? [] : [step(change, id, texts)];
    });
  const alter = altering(context, pair, column);
  const nullable = isNullableIn(context.after, pair.after, column.after);
  const restored = of("change default").length > 0 ? [] : defaultRestored(context, pair, column);
  return [
    ...steps("change generation", () => generationGone(context, pair, column)),
    ...steps("change column type", () => retype(context, pair, column)),
    ...enumRenewed(context, pair, column),
    ...steps("change default", () => [setDefault(context, pair, column)]),
    ...restored.map(change => step(change, id, [setDefault(context, pair, column)])),
    ...steps("change nullability", () => [alter(nullable ? "DROP NOT NULL" : "SET NOT NULL")]),
    ...steps("change generation", () => generationCome(context, pair, column)),
    ...steps("comment on column", () => [commentOnColumn(context.after, pair.after, column.after)]),
  ];
};

/** New values of an enum can be used only once they are committed, so they come before the transaction. */
const frame: ServerDialect["frame"] = (context, steps) => {
  const values = addedValues(context);
  const count = steps.reduce((sum, { statements }) => sum + statements.length, 0);
  if (count < 2) return [...values, ...steps];
  return [
    ...values,
    setting("begin", "All changes apply, or none.", ["BEGIN"]),
    ...steps,
    setting("commit", "All changes are applied.", ["COMMIT"]),
  ];
};

const newTypes = ({ pairing, after }: ServerContext): readonly MigrationStep[] =>
  [...pairing.after.records.values()]
    .filter(
      (record): record is Enum => record.kind === "enum" && !pairing.before.records.has(record.id),
    )
    .map(enumType =>
      step({ kind: "create enum", reason: `Enum ${enumType.name} is new.` }, null, [
        createType(after, enumType),
      ]),
    );

export const postgresMigration: ServerDialect = {
  dropPart: (drafting, part, table, name) =>
    part.kind === "index"
      ? { text: `DROP INDEX ${named(drafting, name)}`, table: part.table, kind: "drop index" }
      : {
          text: `ALTER TABLE ${named(drafting, table)} DROP CONSTRAINT ${named(drafting, name)}`,
          table: part.table,
          kind: part.kind === "foreignKey" ? "drop foreign key" : "alter table",
        },
  renamePart: (drafting, part, table, [from, to]) => {
    const words = `${named(drafting, from)} TO ${named(drafting, to)}`;
    return part.kind === "index"
      ? {
          text: `ALTER INDEX ${named(drafting, from)} RENAME TO ${named(drafting, to)}`,
          table: part.table,
          kind: "alter index",
        }
      : alterTable(part.table, `ALTER TABLE ${named(drafting, table)} RENAME CONSTRAINT ${words}`);
  },
  // Keys are indexes, whose names are unique in the schema.
  namespace: ({ kind, table }) => (kind === "index" || kind === "key" ? "" : table),
  prepare: () => [],
  renewTypes: context => [...renewTypes(context), ...newTypes(context)],
  alterColumn,
  forbidNull: ({ after }, pair, column) =>
    `ALTER TABLE ${named(after, pair.after.table.name)} ALTER COLUMN ${named(after, column.name)} SET NOT NULL`,
  place: () => "",
  keyWith: () => undefined,
  afterKeys: () => [],
  finish: dropOldTypes,
  frame,
};
