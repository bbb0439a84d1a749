/** The Python type of a field, and the arguments of `Field(…)` that describe the column's type. */
import type { Column } from "../../schema/index.ts";
import { type PythonModule, pythonType } from "../declarative/index.ts";
import { type Code, named } from "../python/index.ts";

export type FieldType = {
  /** The type in the annotation; imported when it is printed. */
  readonly annotation: () => string;
  readonly arguments: readonly Code[];
};

/** The arguments where SQLModel derives the column's type from the annotation; null where it derives another. */
const impliedArguments = ({ type }: Column): readonly Code[] | null => {
  switch (type.kind) {
    case "integer":
      return type.bits === 32 ? [] : null;
    case "decimal": {
      if (type.precision === null) return [];
      const places = String(type.scale ?? 0);
      return [named("max_digits", String(type.precision)), named("decimal_places", places)];
    }
    case "varchar":
      return type.length === null ? [] : [named("max_length", String(type.length))];
    case "datetime":
      // A `datetime` of SQLModel has a zone.
      return type.zone ? [] : null;
    case "boolean":
    case "date":
    case "time":
    case "uuid":
    case "blob":
      return [];
    default:
      return null;
  }
};

export const fieldType = (module: PythonModule, column: Column): FieldType => {
  const { annotation, full } = pythonType(module, column);
  return { annotation, arguments: impliedArguments(column) ?? [named("sa_type", full())] };
};
