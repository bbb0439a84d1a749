/** The steps of a migration, each with its statements, reason and risk. */
import type { TableId } from "../../schema/index.ts";
import type { DdlStatement } from "../statement.ts";

/** The kinds of steps. */
type Part =
  | "table"
  | "column"
  | "primary key"
  | "unique key"
  | "check"
  | "foreign key"
  | "index"
  | "enum";

export type StepKind =
  | `create ${Part}`
  | `rename ${Part}`
  | `drop ${Part}`
  | "rebuild table"
  | "comment on table"
  | "comment on column"
  | "change column"
  | "change column type"
  | "change nullability"
  | "change default"
  | "change generation"
  | "change enum"
  | "begin"
  | "check rows"
  | "commit";

export type MigrationStep = {
  readonly kind: StepKind;
  /** The table of the step; null for a type, and for statements that begin or end the script. */
  readonly table: TableId | null;
  readonly statements: readonly DdlStatement[];
  /** The reason, in sentences that name the table and the column. */
  readonly reason: string;
  /** The data that is lost or that can make the step fail; undefined when there is no risk. */
  readonly dataLoss: string | undefined;
  /** Manual work that is necessary on a table with rows. */
  readonly needs: string | undefined;
};

/** One change, and the data that it may lose. */
export type Change = {
  readonly kind: StepKind;
  readonly reason: string;
  readonly dataLoss?: string | undefined;
  readonly needs?: string | undefined;
};

const sentences = (parts: readonly (string | undefined)[]): string | undefined => {
  const distinct = [...new Set(parts.filter(part => part !== undefined))];
  return distinct.length === 0 ? undefined : distinct.join(" ");
};

/** One step that makes several changes. */
export const stepFor = (
  kind: StepKind,
  changes: readonly Change[],
  table: TableId | null,
  statements: readonly DdlStatement[],
): MigrationStep => ({
  kind,
  table,
  statements,
  reason: sentences(changes.map(({ reason }) => reason)) ?? "",
  dataLoss: sentences(changes.map(({ dataLoss }) => dataLoss)),
  needs: sentences(changes.map(({ needs }) => needs)),
});

/** One step that makes one change. */
export const step = (
  change: Change,
  table: TableId | null,
  statements: readonly DdlStatement[],
): MigrationStep => stepFor(change.kind, [change], table, statements);

/** A statement that begins or ends the script. */
export const setting = (
  kind: "begin" | "check rows" | "commit",
  reason: string,
  texts: readonly string[],
) =>
  step(
    { kind, reason },
    null,
    texts.map((text): DdlStatement => ({ text, table: null, kind: "setting" })),
  );

const asComment = (text: string): string => `-- ${text.replaceAll(/\s*[\r\n]+\s*/g, " ")}\n`;

const printStep = ({ statements, reason, dataLoss, needs }: MigrationStep): string =>
  [
    asComment(reason),
    dataLoss === undefined ? "" : asComment(`Danger: ${dataLoss}`),
    needs === undefined ? "" : asComment(`Needs: ${needs}`),
    ...statements.map(({ text }) => `${text};\n`),
  ].join("");

/** The migration as one script, with reasons and warnings as comments. */
export const printMigration = (steps: readonly MigrationStep[]): string =>
  steps.map(printStep).join("\n");
