/** The differences between databases in CREATE statements. */
import type { Diagnostic } from "../base/index.ts";
import type {
  Column,
  Enum,
  ForeignKey,
  SchemaDocument,
  SchemaRecord,
  TableView,
} from "../schema/index.ts";
import type { Dialect } from "../sql/index.ts";

type SimpleKind = "text" | "boolean" | "date" | "time" | "uuid" | "json" | "blob";

/** The names of types in one database. */
export type TypeNames = Readonly<Record<SimpleKind, string>> & {
  readonly integer: Readonly<Record<16 | 32 | 64, string>>;
  readonly float: Readonly<Record<32 | 64, string>>;
  readonly datetime: string;
  readonly zonedDatetime: string;
  readonly decimal: string;
  /** A decimal without precision. */
  readonly anyDecimal: string;
  /** A varchar without length. */
  readonly anyVarchar: string;
  /** A type that is known only by its name. */
  readonly other: (name: string) => string;
};

/** Foreign keys written in CREATE TABLE, and those added by ALTER TABLE once all tables exist. */
export type PlacedKeys = {
  readonly inline: ReadonlySet<ForeignKey>;
  readonly later: readonly ForeignKey[];
};

/** The name of every key, check and foreign key in a database created by the create script. */
export type ConstraintNaming = (
  document: SchemaDocument,
  tables: readonly TableView[],
  placed: PlacedKeys,
) => ReadonlyMap<string, string>;

export type DdlDialect = {
  readonly sql: Dialect;
  readonly types: TypeNames;
  /** How an enum is declared: a varchar with a check, a separate type, or inline. */
  readonly enums: "check" | "type" | "inline";
  readonly comments: "none" | "statement" | "inline";
  /** Where a foreign key to a table that is created later is written. */
  readonly laterKeys: "inline" | "alter";
  readonly partialIndexes: boolean;
  /** Whether an expression in an index needs its own parentheses. */
  readonly wrapsIndexExpressions: boolean;
  readonly computedOnRead: boolean;
  /** Whether the database has the collations of SQLite. */
  readonly collations: boolean;
  readonly truth: (value: boolean) => string;
  readonly quoteText: (text: string) => string;
  /** A default that is an expression. */
  readonly defaultExpression: (text: string, column: Column) => string;
  /** Whether a column of this type takes a default only as an expression. */
  readonly literalNeedsParentheses: (column: Column) => boolean;
  /** Words after the type of an identity column. */
  readonly identity: (strict: boolean) => string;
  /** Whether `PRIMARY KEY` comes before those words. */
  readonly keyBeforeIdentity: boolean;
  /** Whether only the single column of a primary key can be an identity. */
  readonly identityIsKey: boolean;
  /** The type that every identity column must have, or null. */
  readonly identityType: string | null;
  /** Whether a primary key on the column's line may be named. */
  readonly namesColumnKeys: boolean;
  /** Explicit names for checks and foreign keys that are unnamed in the design. */
  readonly implicitNames: (view: TableView) => ReadonlyMap<string, string>;
  readonly constraintNames: ConstraintNaming;
  /** The namespaces in which a record of this table must have a unique name. */
  readonly namespaces: (record: SchemaRecord, table: string) => readonly string[];
  /** Equal for names that the database considers the same. */
  readonly asOneName: (name: string) => string;
  /** Diagnostics for what this database does not support. */
  readonly check: (document: SchemaDocument) => readonly Diagnostic[];
};

/** For databases whose generated names can be predicted. */
export const noNames = (): ReadonlyMap<string, string> => new Map();

/** The context in which the parts of a script are printed. */
export type Drafting = {
  readonly document: SchemaDocument;
  readonly dialect: DdlDialect;
  readonly addDiagnostic: (diagnostic: Diagnostic) => void;
};

/** For parts that are only compared or dropped: diagnostics are discarded. */
export const silentDrafting = (document: SchemaDocument, dialect: DdlDialect): Drafting => ({
  document,
  dialect,
  addDiagnostic: () => {},
});

/** The length of the longest value of an enum, for databases that store it as text. */
export const longestValue = ({ values }: Enum): number =>
  Math.max(1, ...values.map(value => value.length));
