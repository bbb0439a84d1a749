/** The value of existing rows in a new column that is NOT NULL, as SQL. */
import { type Column, enumOf, type SchemaDocument } from "../schema/index.ts";

const textLiteral = (text: string): string => `'${text.replaceAll("'", "''")}'`;

export const neutralValue = (document: SchemaDocument, { type }: Column): string => {
  switch (type.kind) {
    case "integer":
    case "decimal":
    case "float":
    case "boolean":
      return "0";
    case "date":
      return "'1970-01-01'";
    case "time":
      return "'00:00:00'";
    case "datetime":
      return "'1970-01-01 00:00:00'";
    case "uuid":
      return `'${"0".repeat(32)}'`;
    case "json":
      return "'null'";
    case "blob":
      return "x''";
    case "enum":
      return textLiteral(enumOf(document, type.enum).values[0] ?? "");
    case "text":
    case "varchar":
    case "char":
    case "other":
      return "''";
  }
};
