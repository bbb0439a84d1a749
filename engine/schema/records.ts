/** The schema document: flat, readonly records by id. Derived data is never stored. */

declare const brand: unique symbol;
type Id<Kind extends string> = string & { readonly [brand]: Kind };

export type TableId = Id<"table">;
export type ColumnId = Id<"column">;
export type KeyId = Id<"key">;
export type IndexId = Id<"index">;
export type CheckId = Id<"check">;
export type ForeignKeyId = Id<"foreignKey">;
export type EnumId = Id<"enum">;
export type PlacementId = Id<"placement">;
export type NoteId = Id<"note">;
export type AreaId = Id<"area">;

/** The colors of tables, notes and areas, by name: a theme decides how each looks. */
export const colorNames = [
  "gray",
  "red",
  "orange",
  "yellow",
  "green",
  "teal",
  "blue",
  "purple",
] as const;

export type ColorName = (typeof colorNames)[number];

/** The type of a column, independent of a database. */
export type ColumnType =
  | { readonly kind: "integer"; readonly bits: 16 | 32 | 64 }
  | { readonly kind: "decimal"; readonly precision: number | null; readonly scale: number | null }
  | { readonly kind: "float"; readonly bits: 32 | 64 }
  | { readonly kind: "varchar"; readonly length: number | null }
  | { readonly kind: "char"; readonly length: number }
  | { readonly kind: "datetime"; readonly zone: boolean }
  | { readonly kind: "enum"; readonly enum: EnumId }
  /** An unknown type, kept as written. */
  | { readonly kind: "other"; readonly name: string }
  | { readonly kind: "text" | "boolean" | "date" | "time" | "uuid" | "json" | "blob" };

/** The value of a column that an INSERT omits. */
export type ColumnDefault =
  | { readonly kind: "value"; readonly value: string | number | boolean | null }
  /** SQL, such as `CURRENT_TIMESTAMP`. */
  | { readonly kind: "expression"; readonly text: string };

/** Generated values: an identity (auto-increment) or a computed column. */
export type Generation =
  | { readonly kind: "identity"; readonly strict: boolean }
  | { readonly kind: "computed"; readonly text: string; readonly stored: boolean };

export type Table = {
  readonly kind: "table";
  readonly id: TableId;
  /** The name in the database, such as `users`. */
  readonly name: string;
  /** The name of the class, such as `User`. */
  readonly entity: string;
  readonly comment: string;
  /** Absent for none. */
  readonly color?: ColorName;
};

export type Column = {
  readonly kind: "column";
  readonly id: ColumnId;
  readonly table: TableId;
  readonly name: string;
  readonly type: ColumnType;
  /** How the database compares texts, such as `NOCASE` of SQLite; absent for its default. */
  readonly collation?: string;
  readonly nullable: boolean;
  readonly default: ColumnDefault | null;
  readonly generated: Generation | null;
  readonly comment: string;
  /** The order among the columns of the table; may be a fraction. */
  readonly position: number;
  /** Whether the column was created with its table and never edited; absent for others. */
  readonly automatic?: true;
};

/** The primary key, or a unique key. */
export type Key = {
  readonly kind: "key";
  readonly id: KeyId;
  readonly table: TableId;
  readonly primary: boolean;
  /** The name of the constraint, or null. */
  readonly name: string | null;
  readonly columns: readonly ColumnId[];
};

/** One part of an index: a column, or an expression in SQL. */
export type IndexPart = (
  | { readonly kind: "column"; readonly column: ColumnId }
  | { readonly kind: "expression"; readonly text: string }
) & {
  readonly descending: boolean;
  /** Another collation than that of the column. */
  readonly collation?: string;
};

export type Index = {
  readonly kind: "index";
  readonly id: IndexId;
  readonly table: TableId;
  readonly name: string;
  readonly unique: boolean;
  readonly parts: readonly IndexPart[];
  /** The condition of a partial index, in SQL. */
  readonly where: string | null;
};

export type Check = {
  readonly kind: "check";
  readonly id: CheckId;
  readonly table: TableId;
  readonly name: string | null;
  /** The condition, in SQL. */
  readonly expression: string;
};

export type ReferentialAction = "no action" | "restrict" | "cascade" | "set null" | "set default";

/** A foreign key, possibly composite. */
export type ForeignKey = {
  readonly kind: "foreignKey";
  readonly id: ForeignKeyId;
  /** The table with the referencing columns. */
  readonly table: TableId;
  readonly columns: readonly ColumnId[];
  readonly target: TableId;
  readonly targetColumns: readonly ColumnId[];
  /** The name of the constraint, or null. */
  readonly name: string | null;
  readonly onDelete: ReferentialAction;
  readonly onUpdate: ReferentialAction;
  /** The relation on the referencing entity, such as `author`. */
  readonly forward: string;
  /** The relation on the referenced entity, such as `posts`. */
  readonly reverse: string;
};

export type Enum = {
  readonly kind: "enum";
  readonly id: EnumId;
  readonly name: string;
  readonly values: readonly string[];
};

/** The position of a table on the canvas, in pixels. */
export type Placement = {
  readonly kind: "placement";
  readonly id: PlacementId;
  readonly table: TableId;
  readonly x: number;
  readonly y: number;
};

/** A rectangle on the canvas, in pixels. */
export type Rectangle = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** A text on the canvas. */
export type Note = Rectangle & {
  readonly kind: "note";
  readonly id: NoteId;
  readonly text: string;
  /** Absent for none. */
  readonly color?: ColorName;
};

/** A titled part of the canvas. What it contains follows from positions, and is never stored. */
export type Area = Rectangle & {
  readonly kind: "area";
  readonly id: AreaId;
  readonly title: string;
  /** Absent for none. */
  readonly color?: ColorName;
};

export type SchemaRecord =
  | Table
  | Column
  | Key
  | Index
  | Check
  | ForeignKey
  | Enum
  | Placement
  | Note
  | Area;

export type RecordKind = SchemaRecord["kind"];
export type RecordOf<Kind extends RecordKind> = Extract<SchemaRecord, { readonly kind: Kind }>;

/** A design. It changes only through diffs. */
export type SchemaDocument = {
  readonly records: ReadonlyMap<string, SchemaRecord>;
};

export const emptyDocument: SchemaDocument = { records: new Map() };

/** Creates ids; injected, so that tests are deterministic. */
export type NewId = <Kind extends RecordKind>(kind: Kind) => RecordOf<Kind>["id"];
