/** Columns of kept tables: dropped, altered, added. */
import { columnLine } from "../column-lines.ts";
import { commentOnTable, commentStatements } from "../comments.ts";
import { named } from "../names.ts";
import { columnAdded, columnDropped, wantsValue } from "./column-changes.ts";
import type { TablePair } from "./pairing.ts";
import { keyless, type ServerContext } from "./server-context.ts";
import type { ServerDialect } from "./server-dialect.ts";
import { partLine } from "./server-parts.ts";
import { alterTable } from "./shared-steps.ts";
import { type Change, type MigrationStep, step } from "./steps.ts";

/** Drops columns, and computed ones that are recreated; computed ones first, because they depend on others. */
export const dropColumns = (context: ServerContext): readonly MigrationStep[] =>
  context.pairing.tables.flatMap(pair => {
    const remade = pair.columns.filter(({ after }) => context.remade.has(after.id));
    const table = named(context.before, pair.before.table.name);
    const drop = (change: Change, name: string) =>
      step({ ...change, kind: "drop column" }, pair.after.table.id, [
        alterTable(
          pair.after.table.id,
          `ALTER TABLE ${table} DROP COLUMN ${named(context.before, name)}`,
        ),
      ]);
    const again = remade.map(({ before, after, middle }) => {
      const name = `${pair.before.table.name}.${before.name}`;
      const dataLoss =
        middle.generated?.kind === "computed"
          ? undefined
          : `Values of ${name} are lost; computed ones take their place.`;
      const verb = after.generated?.kind === "computed" ? "computed again" : "recreated";
      return drop(
        { kind: "drop column", reason: `Column ${name} is ${verb}.`, dataLoss },
        before.name,
      );
    });
    const isComputed = (column: TablePair["dropped"][number]) =>
      column.generated?.kind === "computed" ? 0 : 1;
    const gone = pair.dropped
      .toSorted((one, other) => isComputed(one) - isComputed(other))
      .map(column => drop(columnDropped(pair.before, column), column.name));
    const computed = again.filter(
      (_, place) => remade[place]?.before.generated?.kind === "computed",
    );
    return [...computed, ...gone, ...again.filter(one => !computed.includes(one))];
  });

const tableComments = ({ after }: ServerContext, pair: TablePair): readonly MigrationStep[] => {
  const { id, name, comment } = pair.after.table;
  if (comment === pair.before.table.comment) return [];
  const statement =
    after.dialect.comments === "statement"
      ? commentOnTable(after, pair.after)
      : alterTable(
          id,
          `ALTER TABLE ${named(after, name)} COMMENT = ${after.dialect.quoteText(comment)}`,
        );
  const reason =
    comment === ""
      ? `Table ${name} no longer has a comment.`
      : `Table ${name} has another comment.`;
  return [step({ kind: "comment on table", reason }, id, [statement])];
};

export const alterColumns = (
  context: ServerContext,
  dialect: ServerDialect,
): readonly MigrationStep[] =>
  context.pairing.tables.flatMap(pair => [
    ...pair.columns
      .filter(({ after }) => !context.remade.has(after.id))
      .flatMap(column => dialect.alterColumn(context, pair, column)),
    ...tableComments(context, pair),
  ]);

/** Adds columns; one that needs a value is added in two steps, with room for an UPDATE between them. */
export const addColumns = (
  context: ServerContext,
  dialect: ServerDialect,
): readonly MigrationStep[] => {
  const { after } = context;
  return context.pairing.tables.flatMap(pair => {
    const { id, name } = pair.after.table;
    const again = pair.columns
      .filter(column => context.remade.has(column.after.id))
      .map(column => column.after);
    const plainFirst = (column: TablePair["added"][number]) => (column.generated ? 1 : 0);
    const all = [...pair.added, ...again].toSorted(
      (one, other) => plainFirst(one) - plainFirst(other),
    );
    return all.map(column => {
      const wants = wantsValue(after, pair.after, column);
      const line = columnLine(
        after,
        keyless(pair.after),
        wants ? { ...column, nullable: true } : column,
      );
      const key = dialect.keyWith(context, column);
      const withKey = key ? `, ADD ${partLine(context, key.part)}` : "";
      const text = `ALTER TABLE ${named(after, name)} ADD COLUMN ${line}${dialect.place(context, pair, column)}${withKey}`;
      const comments = commentStatements(after, {
        ...pair.after,
        columns: [column],
        table: { ...pair.after.table, comment: "" },
      });
      const change = again.includes(column)
        ? {
            kind: "create column" as const,
            reason: `Column ${name}.${column.name} is added again with its new values.`,
          }
        : columnAdded(after, pair.after, column);
      return step(change, id, [
        alterTable(id, text),
        ...(wants ? [alterTable(id, dialect.forbidNull(context, pair, column))] : []),
        ...comments,
      ]);
    });
  });
};
