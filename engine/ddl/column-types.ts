/** The type of a column as a database writes it. */
import { info, unreachable, warning } from "../base/index.ts";
import { type Column, type Enum, enumOf } from "../schema/index.ts";
import { type Drafting, longestValue } from "./ddl-dialect.ts";
import { named } from "./names.ts";

const decimal = (name: string, precision: number, scale: number | null): string =>
  `${name}(${precision}, ${scale ?? 0})`;

const approximated = (drafting: Drafting, column: Column, requested: string, written: string) => {
  const message = `${drafting.dialect.sql.label} has no ${requested}; "${column.name}" is written as ${written}.`;
  drafting.addDiagnostic(info("type-approximated", message, { record: column.id }));
  return written;
};

const printEnum = (drafting: Drafting, enumType: Enum): string => {
  const { dialect } = drafting;
  if (dialect.enums === "type") return named(drafting, enumType.name);
  if (dialect.enums === "check" || enumType.values.length === 0) {
    return `VARCHAR(${longestValue(enumType)})`;
  }
  return `ENUM(${enumType.values.map(dialect.quoteText).join(", ")})`;
};

const printOther = (drafting: Drafting, column: Column, name: string): string => {
  const { dialect } = drafting;
  const written = dialect.types.other(name);
  if (dialect.sql.name !== "sqlite") {
    const message =
      name === ""
        ? `"${column.name}" has no type; it is written as ${written}.`
        : `"${name}", the type of "${column.name}", is unknown to Stele; it is written as ${written}.`;
    drafting.addDiagnostic(warning("unknown-type", message, { record: column.id }));
  }
  return written;
};

/** The type of a column. An approximation is reported. */
export const printType = (drafting: Drafting, column: Column): string => {
  const { types } = drafting.dialect;
  const { type } = column;
  switch (type.kind) {
    case "integer":
      return types.integer[type.bits];
    case "float":
      return types.float[type.bits];
    case "decimal":
      if (type.precision !== null) return decimal(types.decimal, type.precision, type.scale);
      if (types.anyDecimal === types.decimal) return types.decimal;
      return approximated(drafting, column, "decimal without precision", types.anyDecimal);
    case "varchar":
      if (type.length !== null) return `VARCHAR(${type.length})`;
      if (types.anyVarchar === "VARCHAR") return types.anyVarchar;
      return approximated(drafting, column, "varchar without length", types.anyVarchar);
    case "char":
      return `CHAR(${type.length})`;
    case "datetime":
      return type.zone ? types.zonedDatetime : types.datetime;
    case "enum":
      return printEnum(drafting, enumOf(drafting.document, type.enum));
    case "other":
      return printOther(drafting, column, type.name);
    case "text":
    case "boolean":
    case "date":
    case "time":
    case "uuid":
    case "json":
    case "blob":
      return types[type.kind];
    default:
      return unreachable(type);
  }
};
