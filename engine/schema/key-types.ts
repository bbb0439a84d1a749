/** Whether a foreign key can relate two types. */
import type { ColumnType } from "./records.ts";

/** Types that a foreign key can relate; lengths of texts may differ. */
const familyOf = (type: ColumnType): string => {
  switch (type.kind) {
    case "varchar":
    case "char":
    case "text":
      return "text";
    case "other":
      return type.name.toLowerCase();
    case "enum":
      return type.enum;
    default:
      return type.kind;
  }
};

/** The size of a number, or the zone of a datetime. */
const sizeOf = (type: ColumnType): string => {
  switch (type.kind) {
    case "integer":
    case "float":
      return String(type.bits);
    case "decimal":
      return `${type.precision},${type.scale}`;
    case "datetime":
      return String(type.zone);
    default:
      return "";
  }
};

/** How the types at the ends of a foreign key differ: SQLite and PostgreSQL accept another size, MySQL does not. */
export const keyTypeDifference = (from: ColumnType, to: ColumnType): "family" | "size" | null => {
  if (familyOf(from) !== familyOf(to)) return "family";
  return sizeOf(from) === sizeOf(to) ? null : "size";
};
