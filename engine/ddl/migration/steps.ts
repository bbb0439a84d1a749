/** What a migration is made of: steps, each with its statements, its reason and its danger. */
import type { TableId } from "../../schema/index.ts";
import type { DdlStatement } from "../statement.ts";

/** The objects of a database that a step can make, change, rename or drop. */
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
  /** The table that it is about; null for a type, and for what frames the script. */
  readonly table: TableId | null;
  readonly statements: readonly DdlStatement[];
  /** Why it is there, in sentences that name the table and the column. */
  readonly reason: string;
  /** What rows lose by it, or what makes it fail; undefined when no row can suffer. */
  readonly dataLoss: string | undefined;
  /** What has to be done by hand for it to succeed on a table with rows. */
  readonly needs: string | undefined;
};

/** A part of a reason: what changed, and what rows may lose by it. */
export type Change = {
  readonly kind: StepKind;
  readonly reason: string;
  readonly dataLoss?: string | undefined;
  readonly needs?: string | undefined;
};

const sentences = (parts: readonly (string | undefined)[]): string | undefined => {
  const said = [...new Set(parts.filter(part => part !== undefined))];
  return said.length === 0 ? undefined : said.join(" ");
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

/** A statement that frames the script. */
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

/** The whole migration as one text; reasons and dangers are comments. */
export const printMigration = (steps: readonly MigrationStep[]): string =>
  steps.map(printStep).join("\n");
