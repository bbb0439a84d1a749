/** What a typed line describes. */
import type {
  Column,
  ColumnDefault,
  ColumnId,
  ColumnType,
  ForeignKey,
  Generation,
  IndexPart,
  ReferentialAction,
  TableId,
} from "../records.ts";

/** The column that a line describes. */
export type ColumnDraft = {
  readonly name: string;
  /** The type; text for an enum that does not exist yet. */
  readonly type: ColumnType;
  /** The values of an enum that does not exist yet, or null. */
  readonly enumValues: readonly string[] | null;
  readonly nullable: boolean;
  readonly primaryKey: boolean;
  readonly unique: boolean;
  readonly default: ColumnDefault | null;
  readonly generated: Generation | null;
  readonly collation: string | null;
  readonly comment: string;
  /** Conditions in SQL. */
  readonly checks: readonly string[];
  /** The referenced column. */
  readonly reference: Column | null;
  readonly onDelete: ReferentialAction;
  readonly onUpdate: ReferentialAction;
};

/** A column of text without any clause. */
export const emptyDraft: Omit<ColumnDraft, "name"> = {
  type: { kind: "text" },
  enumValues: null,
  nullable: true,
  primaryKey: false,
  unique: false,
  default: null,
  generated: null,
  collation: null,
  comment: "",
  checks: [],
  reference: null,
  onDelete: "no action",
  onUpdate: "no action",
};

type Named = { readonly name: string | null };

/** A constraint or an index that a line about a table describes. */
export type ConstraintDraft = Named &
  (
    | { readonly kind: "primaryKey" | "uniqueKey"; readonly columns: readonly ColumnId[] }
    | { readonly kind: "check"; readonly expression: string }
    | {
        readonly kind: "index";
        readonly unique: boolean;
        readonly parts: readonly IndexPart[];
        readonly where: string | null;
      }
    | ({ readonly kind: "foreignKey"; readonly target: TableId } & Pick<
        ForeignKey,
        "columns" | "targetColumns" | "onDelete" | "onUpdate"
      >)
  );

export type LineDraft = { readonly kind: "column"; readonly column: ColumnDraft } | ConstraintDraft;
