/** The field of a column's type, with the arguments that the type needs. */
import { info, unreachable, warning } from "../../base/index.ts";
import { type Column, type ColumnType, enumOf, type TableView } from "../../schema/index.ts";
import { type Code, literal, named } from "../python/index.ts";
import { keyColumn, type TortoiseModule } from "./module.ts";
import { NAMED_TYPE } from "./names.ts";

export type Argument = {
  readonly name: string;
  readonly value: Code;
  /** Whether the argument is written without its name. */
  readonly positional?: boolean;
};

export type Field = {
  readonly name: string;
  readonly arguments: readonly Argument[];
  readonly comments: readonly string[];
};

/** The arguments of a field as they are written. */
export const writtenArguments = (field: Field): readonly Code[] =>
  field.arguments.map(({ name, value, positional }) => (positional ? value : named(name, value)));

const plainFields = {
  boolean: "BooleanField",
  date: "DateField",
  datetime: "DatetimeField",
  uuid: "UUIDField",
  json: "JSONField",
  blob: "BinaryField",
  float: "FloatField",
} as const;

const INTEGERS = { 16: "SmallIntField", 32: "IntField", 64: "BigIntField" } as const;

const field = (
  name: string,
  parts: readonly Argument[] = [],
  comments: readonly string[] = [],
): Field => ({ name: `fields.${name}`, arguments: parts, comments });

const charField = (length: number): Field =>
  field("CharField", [{ name: "max_length", value: String(length) }]);

/** The length of a text that is a key and has none in the design. */
const KEY_LENGTH = 255;

const textField = (module: TortoiseModule, view: TableView, column: Column): Field => {
  const isKey = keyColumn(module.document, view)?.id === column.id || module.isReferenced(column);
  if (!isKey) return field("TextField");
  const message = `Tortoise has no key of a text without a length; "${column.name}" has ${KEY_LENGTH} characters.`;
  module.addDiagnostic(info("length-added", message, { record: column.id }));
  const comments = ["Tortoise has no key of a text without a length."];
  return { ...charField(KEY_LENGTH), comments };
};

const enumField = (
  module: TortoiseModule,
  view: TableView,
  {
    column,
    type,
  }: { readonly column: Column; readonly type: ColumnType & { readonly kind: "enum" } },
): Field => {
  const record = enumOf(module.document, type.enum);
  if (record.values.length === 0) {
    const message = `The enum "${record.name}" has no values; "${column.name}" is written as text.`;
    module.addDiagnostic(info("empty-enum", message, { record: column.id }));
    return textField(module, view, column);
  }
  const isBlank = record.values.every(value => value === "");
  return field("CharEnumField", [
    { name: "enum_type", value: module.names.enum(record.id), positional: true },
    ...(isBlank ? [{ name: "max_length", value: "1" }] : []),
  ]);
};

/** The digits of a decimal that has none in the design. */
const ANY_DIGITS = [38, 10] as const;

const decimalField = (
  module: TortoiseModule,
  column: Column,
  { precision, scale }: ColumnType & { readonly kind: "decimal" },
): Field => {
  const [digits, places] =
    precision === null ? ANY_DIGITS : [Math.max(1, precision), Math.max(0, scale ?? 0)];
  const parts = [
    { name: "max_digits", value: String(digits) },
    { name: "decimal_places", value: String(places) },
  ];
  if (precision !== null) return field("DecimalField", parts);
  const message = `Tortoise has no decimal without digits; "${column.name}" has ${digits}, ${places} of them decimal places.`;
  module.addDiagnostic(info("digits-added", message, { record: column.id }));
  return field("DecimalField", parts, ["Tortoise has no decimal without digits."]);
};

const timeField = (module: TortoiseModule, column: Column): Field => {
  const message = `Tortoise cannot store a time in SQLite; "${column.name}" works in other databases.`;
  module.addDiagnostic(warning("time-in-sqlite", message, { record: column.id }));
  return field("TimeField", [], ["Tortoise cannot store a time in SQLite."]);
};

const namedTypeField = (module: TortoiseModule, column: Column, type: string): Field => {
  module.usesNamedType = true;
  const message =
    type === ""
      ? `"${column.name}" has no type, so its field has none either.`
      : `Tortoise has no field for "${type}"; "${column.name}" uses one with this type.`;
  module.addDiagnostic(info("type-by-name", message, { record: column.id }));
  const parts = [{ name: "sql_type", value: literal(type), positional: true }];
  return { name: NAMED_TYPE, arguments: parts, comments: [] };
};

/** Whether Tortoise declares the column unique by an argument of its field. */
export const canBeUnique = (module: TortoiseModule, column: Column): boolean => {
  const { kind } = column.type;
  const isText = kind === "text" || (column.type.kind === "varchar" && column.type.length === null);
  return !["json", "blob"].includes(kind) && (!isText || module.isReferenced(column));
};

export const fieldOf = (module: TortoiseModule, view: TableView, column: Column): Field => {
  const { type } = column;
  switch (type.kind) {
    case "integer":
      return field(INTEGERS[type.bits]);
    case "decimal":
      return decimalField(module, column, type);
    case "varchar":
      return type.length === null ? textField(module, view, column) : charField(type.length);
    case "char":
      return charField(type.length);
    case "text":
      return textField(module, view, column);
    case "enum":
      return enumField(module, view, { column, type });
    case "time":
      return timeField(module, column);
    case "other":
      return namedTypeField(module, column, type.name);
    case "float":
    case "datetime":
    case "boolean":
    case "date":
    case "uuid":
    case "json":
    case "blob":
      return field(plainFields[type.kind]);
    default:
      return unreachable(type);
  }
};
