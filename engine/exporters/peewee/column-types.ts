/** The field of a column's type, with the arguments that the type needs. */
import { info, unreachable } from "../../base/index.ts";
import { type Column, type ColumnType, enumOf, type TableView } from "../../schema/index.ts";
import { type Code, list, literal, named, tuple } from "../python/index.ts";
import type { PeeweeModule } from "./module.ts";
import { ANY_DECIMAL, NAMED_TYPE } from "./names.ts";

export type Field = { readonly name: string; readonly arguments: readonly Code[] };

const plainFields = {
  text: "TextField",
  boolean: "BooleanField",
  date: "DateField",
  time: "TimeField",
  uuid: "UUIDField",
  json: "JSONField",
  blob: "BlobField",
} as const;

const INTEGERS = { 16: "SmallIntegerField", 32: "IntegerField", 64: "BigIntegerField" } as const;

const enumField = (module: PeeweeModule, type: ColumnType & { readonly kind: "enum" }): Field => {
  const { values } = enumOf(module.document, type.enum);
  const longest = Math.max(1, ...values.map(value => value.length));
  const choices = values.map(value => tuple([literal(value), literal(value)]));
  return {
    name: module.peewee("CharField"),
    arguments: [
      named("max_length", String(longest)),
      ...(choices.length === 0 ? [] : [named("choices", list(choices))]),
    ],
  };
};

const decimalField = (
  module: PeeweeModule,
  { precision, scale }: ColumnType & { readonly kind: "decimal" },
): Field => {
  if (precision === null) {
    module.usesAnyDecimal = true;
    return { name: ANY_DECIMAL, arguments: [] };
  }
  const digits = [
    named("max_digits", String(precision)),
    named("decimal_places", String(scale ?? 0)),
  ];
  return { name: module.peewee("DecimalField"), arguments: digits };
};

const namedTypeField = (module: PeeweeModule, column: Column, name: string): Field => {
  module.usesNamedType = true;
  const message =
    name === ""
      ? `"${column.name}" has no type, so its field has none either.`
      : `Peewee has no field for "${name}"; "${column.name}" uses one with this type.`;
  module.addDiagnostic(info("type-by-name", message, { record: column.id }));
  return { name: NAMED_TYPE, arguments: [literal(name)] };
};

const isSoleKey = ({ primaryKey }: TableView, { id }: Column): boolean =>
  primaryKey?.columns.length === 1 && primaryKey.columns[0] === id;

/** Whether Peewee generates the value: AutoField is always the whole primary key. */
export const isAutoField = (view: TableView, column: Column): boolean =>
  column.generated?.kind === "identity" &&
  column.type.kind === "integer" &&
  isSoleKey(view, column);

const integerField = (module: PeeweeModule, view: TableView, column: Column): Field => {
  const bits = column.type.kind === "integer" ? column.type.bits : 32;
  const name = isAutoField(view, column)
    ? bits === 64
      ? "BigAutoField"
      : "AutoField"
    : INTEGERS[bits];
  return { name: module.peewee(name), arguments: [] };
};

export const fieldOf = (module: PeeweeModule, view: TableView, column: Column): Field => {
  const { type } = column;
  switch (type.kind) {
    case "integer":
      return integerField(module, view, column);
    case "decimal":
      return decimalField(module, type);
    case "float":
      return {
        name: module.peewee(type.bits === 32 ? "FloatField" : "DoubleField"),
        arguments: [],
      };
    case "varchar":
      return {
        name: module.peewee("CharField"),
        arguments: [named("max_length", type.length === null ? "None" : String(type.length))],
      };
    case "char":
      return {
        name: module.peewee("FixedCharField"),
        arguments: [named("max_length", String(type.length))],
      };
    case "datetime":
      return { name: module.peewee("DateTimeField"), arguments: [] };
    case "enum":
      return enumField(module, type);
    case "other":
      return namedTypeField(module, column, type.name);
    case "text":
    case "boolean":
    case "date":
    case "time":
    case "uuid":
    case "json":
    case "blob":
      return { name: module.peewee(plainFields[type.kind]), arguments: [] };
    default:
      return unreachable(type);
  }
};
