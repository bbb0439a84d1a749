/** The Python type and the SQLAlchemy type of a column. */
import { info, unreachable } from "../../base/index.ts";
import { type Column, type Enum, enumOf } from "../../schema/index.ts";
import { type Code, call, literal, named } from "../python/index.ts";
import type { PythonModule } from "./module.ts";

export type PythonType = {
  /** The type in annotations; imported when it is printed. */
  readonly annotation: () => string;
  /** Whether SQLAlchemy derives the type from the annotation. */
  readonly isImplied: boolean;
  /** The SQLAlchemy type; imported, and reported where it is approximated, when it is printed. */
  readonly full: () => Code;
};

type Annotation = string | readonly [module: string, name: string] | (() => string);

const annotationOf = (module: PythonModule, annotation: Annotation): PythonType["annotation"] => {
  if (typeof annotation === "function") return annotation;
  return () => (typeof annotation === "string" ? annotation : module.imports.from(...annotation));
};

const ANY = ["typing", "Any"] as const;

/** A type that is written in addition to the annotation. */
const explicit = (
  module: PythonModule,
  annotation: Annotation,
  full: PythonType["full"],
): PythonType => ({ annotation: annotationOf(module, annotation), isImplied: false, full });

/** A type that SQLAlchemy derives from the annotation. */
const implied = (module: PythonModule, annotation: Annotation, name: string): PythonType => ({
  annotation: annotationOf(module, annotation),
  isImplied: true,
  full: () => module.sql(name),
});

/** SQLite generates values only for a key of type INTEGER. */
const sizedInteger = (module: PythonModule, name: string, column: Column): string =>
  column.generated?.kind === "identity"
    ? `${module.sql(name)}().with_variant(${module.sql("Integer")}, "sqlite")`
    : module.sql(name);

const emptyEnumType = (module: PythonModule, { name }: Enum, column: Column): PythonType =>
  explicit(module, "str", () => {
    const message = `The enum "${name}" has no values; "${column.name}" is written as text.`;
    module.addDiagnostic(info("empty-enum", message, { record: column.id }));
    return `${module.sql("String")}(1)`;
  });

const enumType = (module: PythonModule, record: Enum, column: Column): PythonType => {
  if (record.values.length === 0) return emptyEnumType(module, record, column);
  const name = () => module.enum(record.id);
  return explicit(module, name, () => {
    const parts = [
      name(),
      named("name", literal(record.name)),
      named("values_callable", module.enumValues()),
      named("create_constraint", "True"),
    ];
    return call(module.sql("Enum"), parts);
  });
};

const rawType = (module: PythonModule, name: string, column: Column): PythonType =>
  explicit(module, ANY, () => {
    const message =
      name === ""
        ? `"${column.name}" has no type, so its model has none either.`
        : `${module.library.label} has no type for "${name}"; "${column.name}" uses a type with this name.`;
    module.addDiagnostic(info("type-by-name", message, { record: column.id }));
    return `${module.rawType()}(${literal(name)})`;
  });

const jsonType = (module: PythonModule): Code => {
  const binary = module.imports.from("sqlalchemy.dialects.postgresql", "JSONB");
  const parts = module.library.jsonNoneIsNull ? "none_as_null=True" : "";
  return call(`${module.sql("JSON")}(${parts}).with_variant`, [
    `${binary}(${parts})`,
    literal("postgresql"),
  ]);
};

const decimalType = (
  module: PythonModule,
  precision: number | null,
  scale: number | null,
): PythonType => {
  const annotation = ["decimal", "Decimal"] as const;
  if (precision === null) return implied(module, annotation, "Numeric");
  return explicit(
    module,
    annotation,
    () => `${module.sql("Numeric")}(${precision}, ${scale ?? 0})`,
  );
};

const datetimeType = (module: PythonModule, zone: boolean): PythonType => {
  const annotation = ["datetime", "datetime"] as const;
  if (!zone) return implied(module, annotation, "DateTime");
  return explicit(module, annotation, () => `${module.sql("DateTime")}(timezone=True)`);
};

/** The types of a column. */
export const pythonType = (module: PythonModule, column: Column): PythonType => {
  const { type } = column;
  switch (type.kind) {
    case "integer": {
      if (type.bits === 32) return implied(module, "int", "Integer");
      const name = type.bits === 16 ? "SmallInteger" : "BigInteger";
      return explicit(module, "int", () => sizedInteger(module, name, column));
    }
    case "decimal":
      return decimalType(module, type.precision, type.scale);
    case "float":
      return explicit(module, "float", () => module.sql(type.bits === 32 ? "REAL" : "Double"));
    case "varchar":
      if (type.length === null) return implied(module, "str", "String");
      return explicit(module, "str", () => `${module.sql("String")}(${type.length})`);
    case "char":
      return explicit(module, "str", () => `${module.sql("CHAR")}(${type.length})`);
    case "text":
      return explicit(module, "str", () => module.sql("Text"));
    case "boolean":
      return implied(module, "bool", "Boolean");
    case "date":
      return implied(module, ["datetime", "date"], "Date");
    case "time":
      return implied(module, ["datetime", "time"], "Time");
    case "datetime":
      return datetimeType(module, type.zone);
    case "uuid":
      return implied(module, ["uuid", "UUID"], "Uuid");
    case "json":
      return explicit(module, ANY, () => jsonType(module));
    case "blob":
      return implied(module, "bytes", "LargeBinary");
    case "enum":
      return enumType(module, enumOf(module.document, type.enum), column);
    case "other":
      return rawType(module, type.name, column);
    default:
      return unreachable(type);
  }
};
