/** MySQL 8: MODIFY says a column anew, AUTO_INCREMENT needs its key, checks and foreign keys cannot be renamed. */
import type { Column, TableView } from "../../schema/index.ts";
import { columnLine } from "../column-lines.ts";
import type { Drafting } from "../ddl-dialect.ts";
import { named } from "../names.ts";
import { columnChanges, fullName, isNullableIn } from "./column-changes.ts";
import { dropImplicitIndexes, renameImplicitIndexes } from "./mysql-implicit-indexes.ts";
import type { TablePair } from "./pairing.ts";
import { lostValues, type PartMove } from "./part-changes.ts";
import { keyless, type ServerContext } from "./server-context.ts";
import type { ServerDialect } from "./server-dialect.ts";
import { alterTable } from "./shared-steps.ts";
import { type Change, type MigrationStep, step, stepFor } from "./steps.ts";

const isNumbered = (column: Column): boolean => column.generated?.kind === "identity";

/** The column's line without its key, and without AUTO_INCREMENT where that comes or goes by itself. */
const lineOf = (drafting: Drafting, view: TableView, column: Column, numbered: boolean): string => {
  if (!isNumbered(column)) return columnLine(drafting, keyless(view), column);
  const plain = { ...column, nullable: false, default: null };
  return columnLine(drafting, keyless(view), numbered ? plain : { ...plain, generated: null });
};

const modify = (drafting: Drafting, view: TableView, column: Column, numbered: boolean) =>
  alterTable(
    view.table.id,
    `ALTER TABLE ${named(drafting, view.table.name)} MODIFY COLUMN ${lineOf(drafting, view, column, numbered)}`,
  );

/** Whether the key that AUTO_INCREMENT stands on goes, even if another takes its place. */
const losesKey = ({ moves }: ServerContext, { id }: Column): boolean =>
  moves.dropped.some(({ part }) => part.kind === "key" && part.columns[0] === id);

const isRenumbered = (context: ServerContext, before: Column, after: Column): boolean =>
  isNumbered(after) && (!isNumbered(before) || losesKey(context, before));

/** Numbering ends before its key goes. */
const endNumbering = (context: ServerContext): readonly MigrationStep[] =>
  context.pairing.tables.flatMap(pair =>
    pair.before.columns.flatMap(column => {
      const next = pair.columns.find(({ before }) => before.id === column.id)?.after;
      if (!isNumbered(column) || (next && isNumbered(next) && !losesKey(context, column)))
        return [];
      const reason = `Column ${fullName(pair.before, column)} is not numbered while its key changes.`;
      return [
        step({ kind: "change generation", reason }, pair.before.table.id, [
          modify(context.before, pair.before, column, false),
        ]),
      ];
    }),
  );

/** Numbering begins once its key is there. */
const beginNumbering = (context: ServerContext): readonly MigrationStep[] =>
  context.pairing.tables.flatMap(pair => {
    const changed = pair.columns
      .filter(({ before, after }) => isRenumbered(context, before, after))
      .map(({ after }) => after);
    return changed.map(column => {
      const reason = `Column ${fullName(pair.after, column)} is numbered by the database.`;
      return step({ kind: "change generation", reason }, pair.after.table.id, [
        modify(context.after, pair.after, column, true),
      ]);
    });
  });

const enumChange = (context: ServerContext, name: string, column: Column): readonly Change[] => {
  if (column.type.kind !== "enum") return [];
  const lost = lostValues(context.pairing.middle, context.pairing.after, column.type.enum);
  if (lost.length === 0) return [];
  const dataLoss = `Rows where ${name} is one of ${lost.join(", ")} make this fail.`;
  return [
    { kind: "change enum", reason: `The enum of ${name} has lost ${lost.join(", ")}.`, dataLoss },
  ];
};

/** MODIFY says everything at once. */
const alterColumn: ServerDialect["alterColumn"] = (context, pair, column) => {
  const waits = isRenumbered(context, column.before, column.after);
  const changes = columnChanges(context, pair, column).filter(
    ({ kind }) => kind !== "change generation" || column.middle.generated?.kind === "computed",
  );
  if (changes.length === 0) return [];
  const all = [
    ...changes,
    ...enumChange(context, fullName(pair.after, column.after), column.after),
  ];
  return [
    stepFor("change column", all, pair.after.table.id, [
      modify(context.after, pair.after, column.after, !waits),
    ]),
  ];
};

/** The key that a new AUTO_INCREMENT column has to bring with it. */
const keyWith = ({ moves }: ServerContext, column: Column): PartMove | undefined =>
  isNumbered(column)
    ? moves.added.find(({ part }) => part.kind === "key" && part.columns[0] === column.id)
    : undefined;

/** After the column before it that is there already; nothing at the end. */
const placeOf = (context: ServerContext, pair: TablePair, column: Column): string => {
  const there = new Set(
    pair.columns.map(({ after }) => after.id).filter(id => !context.remade.has(id)),
  );
  const place = pair.after.columns.indexOf(column);
  if (!pair.after.columns.slice(place + 1).some(({ id }) => there.has(id))) return "";
  const previous = pair.after.columns.slice(0, place).findLast(({ id }) => there.has(id));
  return previous ? ` AFTER ${named(context.after, previous.name)}` : " FIRST";
};

export const mysqlMigration: ServerDialect = {
  dropPart: (drafting, part, table, name) => {
    const head = `ALTER TABLE ${named(drafting, table)} DROP `;
    if (part.kind === "foreignKey") {
      return {
        text: `${head}FOREIGN KEY ${named(drafting, name)}`,
        table: part.table,
        kind: "drop foreign key",
      };
    }
    if (part.kind === "key" && part.primary) return alterTable(part.table, `${head}PRIMARY KEY`);
    const word = part.kind === "check" ? "CONSTRAINT" : "INDEX";
    return alterTable(part.table, `${head}${word} ${named(drafting, name)}`);
  },
  renamePart: (drafting, part, table, [from, to]) =>
    alterTable(
      part.table,
      `ALTER TABLE ${named(drafting, table)} RENAME INDEX ${named(drafting, from)} TO ${named(drafting, to)}`,
    ),
  namespace: ({ kind, table }) => `${kind === "key" ? "index" : kind} ${table}`,
  prepare: endNumbering,
  renewTypes: context => [...dropImplicitIndexes(context), ...renameImplicitIndexes(context)],
  alterColumn,
  forbidNull: ({ after }, pair, column) =>
    modify(
      after,
      pair.after,
      { ...column, nullable: isNullableIn(after, pair.after, column) },
      true,
    ).text,
  place: placeOf,
  keyWith,
  afterKeys: beginNumbering,
  finish: () => [],
  // MySQL commits at every statement that changes a table.
  frame: (_, steps) => steps,
};
