/** What differs between databases when they make tables. */
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
  /** A type that we know only by name. */
  readonly other: (name: string) => string;
};

/** Foreign keys that stand in their own table, and those that are added once all tables are there. */
export type PlacedKeys = {
  readonly inline: ReadonlySet<ForeignKey>;
  readonly later: readonly ForeignKey[];
};

/** The name of every key, check and foreign key in a database that the create script has made. */
export type ConstraintNaming = (
  document: SchemaDocument,
  tables: readonly TableView[],
  placed: PlacedKeys,
) => ReadonlyMap<string, string>;

export type DdlDialect = {
  readonly sql: Dialect;
  readonly types: TypeNames;
  /** How an enum stands in a column: a check beside a varchar, a type of its own, or inline. */
  readonly enums: "check" | "type" | "inline";
  readonly comments: "none" | "statement" | "inline";
  /** Where a foreign key to a table that comes later is written. */
  readonly laterKeys: "inline" | "alter";
  readonly partialIndexes: boolean;
  /** Whether an expression in an index stands in parentheses of its own. */
  readonly wrapsIndexExpressions: boolean;
  readonly computedOnRead: boolean;
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
  /** Whether an identity is only found in the one column of a primary key. */
  readonly identityIsKey: boolean;
  /** The type that an identity column must have, whatever its size. */
  readonly identityType: string | null;
  /** Whether the key of one column may have a name where it stands on the column's line. */
  readonly namesColumnKeys: boolean;
  /** The names that are said of checks and foreign keys that may have none in the design. */
  readonly saidNames: (view: TableView) => ReadonlyMap<string, string>;
  readonly constraintNames: ConstraintNaming;
  /** Where a record of this table must be the only one of its name. */
  readonly namespaces: (record: SchemaRecord, table: string) => readonly string[];
  /** Equal for names that the database takes for one. */
  readonly asOneName: (name: string) => string;
  /** What this database cannot say of the document. */
  readonly check: (document: SchemaDocument) => readonly Diagnostic[];
};

/** For databases whose own names are known. */
export const noNames = (): ReadonlyMap<string, string> => new Map();

/** What the parts of a script share while it is printed. */
export type Drafting = {
  readonly document: SchemaDocument;
  readonly dialect: DdlDialect;
  readonly tell: (diagnostic: Diagnostic) => void;
};

/** For parts that are compared or dropped, of which nothing need be told. */
export const silentDrafting = (document: SchemaDocument, dialect: DdlDialect): Drafting => ({
  document,
  dialect,
  tell: () => {},
});

/** The longest value of an enum, for databases that keep it as text. */
export const longestValue = ({ values }: Enum): number =>
  Math.max(1, ...values.map(value => value.length));
