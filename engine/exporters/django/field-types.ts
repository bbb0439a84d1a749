/** The field of a column's type, with the arguments that the type needs. */
import { info, unreachable } from "../../base/index.ts";
import { type Column, type ColumnType, enumOf, type TableView } from "../../schema/index.ts";
import { type Code, literal, named } from "../python/index.ts";
import type { DjangoModule } from "./module.ts";
import { NAMED_TYPE } from "./names.ts";

export type Field = { readonly name: string; readonly arguments: readonly Code[] };

const plainFields = {
  text: "TextField",
  boolean: "BooleanField",
  date: "DateField",
  time: "TimeField",
  datetime: "DateTimeField",
  uuid: "UUIDField",
  json: "JSONField",
  blob: "BinaryField",
  float: "FloatField",
} as const;

const INTEGERS = { 16: "SmallIntegerField", 32: "IntegerField", 64: "BigIntegerField" } as const;
const AUTOMATIC = { 16: "SmallAutoField", 32: "AutoField", 64: "BigAutoField" } as const;

const field = (name: string, ...parts: readonly Code[]): Field => ({
  name: `models.${name}`,
  arguments: parts,
});

const charField = (length: number | null): Field =>
  length === null ? field("CharField") : field("CharField", named("max_length", String(length)));

const enumField = (module: DjangoModule, type: ColumnType & { readonly kind: "enum" }): Field => {
  const record = enumOf(module.document, type.enum);
  const longest = Math.max(1, ...record.values.map(value => value.length));
  const choices =
    record.values.length === 0 ? [] : [named("choices", module.names.enum(record.id))];
  return field("CharField", named("max_length", String(longest)), ...choices);
};

const decimalField = ({ precision, scale }: ColumnType & { readonly kind: "decimal" }): Field =>
  precision === null
    ? field("DecimalField")
    : field(
        "DecimalField",
        // Django permits no more decimal places than digits.
        named("max_digits", String(Math.max(1, precision, scale ?? 0))),
        named("decimal_places", String(Math.max(0, scale ?? 0))),
      );

const namedTypeField = (module: DjangoModule, column: Column, type: string): Field => {
  module.usesNamedType = true;
  const message =
    type === ""
      ? `"${column.name}" has no type, so its field has none either.`
      : `Django has no field for "${type}"; "${column.name}" uses one with this type.`;
  module.addDiagnostic(info("type-by-name", message, { record: column.id }));
  return { name: NAMED_TYPE, arguments: [named("type_name", literal(type))] };
};

export const isSoleKey = ({ primaryKey }: TableView, { id }: Column): boolean =>
  primaryKey?.columns.length === 1 && primaryKey.columns[0] === id;

/** Whether Django generates the value: an automatic field is always the whole primary key. */
export const isAutomatic = (view: TableView, column: Column): boolean =>
  column.generated?.kind === "identity" &&
  column.type.kind === "integer" &&
  isSoleKey(view, column);

export const fieldOf = (module: DjangoModule, view: TableView, column: Column): Field => {
  const { type } = column;
  switch (type.kind) {
    case "integer":
      return field((isAutomatic(view, column) ? AUTOMATIC : INTEGERS)[type.bits]);
    case "decimal":
      return decimalField(type);
    case "varchar":
    case "char":
      return charField(type.length);
    case "enum":
      return enumField(module, type);
    case "other":
      return namedTypeField(module, column, type.name);
    case "float":
    case "datetime":
    case "text":
    case "boolean":
    case "date":
    case "time":
    case "uuid":
    case "json":
    case "blob":
      return field(plainFields[type.kind]);
    default:
      return unreachable(type);
  }
};
