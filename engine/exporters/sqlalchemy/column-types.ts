/** The Python type and the SQLAlchemy type of a column. */
import { info, unreachable } from "../../base/index.ts";
import { type Column, type Enum, enumOf } from "../../schema/index.ts";
import { type Code, call, literal, named } from "../python/index.ts";
import type { PythonModule } from "./module.ts";
import { ENUM_VALUES, RAW_TYPE } from "./names.ts";

export type PythonType = {
  /** The type in `Mapped[…]`; imported when it is printed. */
  readonly annotation: () => string;
  /** The type in `mapped_column(…)`; null where the annotation implies it. */
  readonly type: Code | null;
  /** The SQLAlchemy type, for a plain `Column(…)`. */
  readonly full: () => Code;
};

type Annotation = string | readonly [module: string, name: string];

const annotationOf =
  (module: PythonModule, annotation: Annotation): PythonType["annotation"] =>
  () =>
    typeof annotation === "string" ? annotation : module.imports.from(...annotation);

const ANY = ["typing", "Any"] as const;

/** A type that is written in addition to the annotation. */
const explicit = (module: PythonModule, annotation: Annotation, full: Code): PythonType => ({
  annotation: annotationOf(module, annotation),
  type: full,
  full: () => full,
});

/** A type that SQLAlchemy derives from the annotation. */
const implied = (module: PythonModule, annotation: Annotation, name: string): PythonType => ({
  annotation: annotationOf(module, annotation),
  type: null,
  full: () => module.sql(name),
});

/** SQLite generates values only for a key of type INTEGER. */
const sizedInteger = (module: PythonModule, name: string, column: Column): string =>
  column.generated?.kind === "identity"
    ? `${module.sql(name)}().with_variant(${module.sql("Integer")}, "sqlite")`
    : module.sql(name);

const enumType = (module: PythonModule, record: Enum, column: Column): PythonType => {
  if (record.values.length === 0) {
    const message = `The enum "${record.name}" has no values; "${column.name}" is written as text.`;
    module.addDiagnostic(info("empty-enum", message, { record: column.id }));
    return explicit(module, "str", `${module.sql("String")}(1)`);
  }
  module.usesEnumValues = true;
  const name = module.names.enum(record.id);
  const parts = [
    name,
    named("name", literal(record.name)),
    named("values_callable", ENUM_VALUES),
    named("create_constraint", "True"),
  ];
  return explicit(module, name, call(module.sql("Enum"), parts));
};

const rawType = (module: PythonModule, name: string, column: Column): PythonType => {
  module.usesRawType = true;
  const message =
    name === ""
      ? `"${column.name}" has no type, so its model has none either.`
      : `SQLAlchemy has no type for "${name}"; "${column.name}" uses a type with this name.`;
  module.addDiagnostic(info("type-by-name", message, { record: column.id }));
  return explicit(module, ANY, `${RAW_TYPE}(${literal(name)})`);
};

const jsonType = (module: PythonModule): string => {
  const binary = module.imports.from("sqlalchemy.dialects.postgresql", "JSONB");
  return `${module.sql("JSON")}().with_variant(${binary}(), "postgresql")`;
};

const decimalType = (
  module: PythonModule,
  precision: number | null,
  scale: number | null,
): PythonType => {
  const annotation = ["decimal", "Decimal"] as const;
  if (precision !== null) {
    return explicit(module, annotation, `${module.sql("Numeric")}(${precision}, ${scale ?? 0})`);
  }
  return implied(module, annotation, "Numeric");
};

/** The types of a column. An implied type is imported only when it is printed. */
export const pythonType = (module: PythonModule, column: Column): PythonType => {
  const { type } = column;
  switch (type.kind) {
    case "integer":
      if (type.bits === 32) return implied(module, "int", "Integer");
      return explicit(
        module,
        "int",
        sizedInteger(module, type.bits === 16 ? "SmallInteger" : "BigInteger", column),
      );
    case "decimal":
      return decimalType(module, type.precision, type.scale);
    case "float":
      return explicit(module, "float", module.sql(type.bits === 32 ? "REAL" : "Double"));
    case "varchar":
      if (type.length === null) return implied(module, "str", "String");
      return explicit(module, "str", `${module.sql("String")}(${type.length})`);
    case "char":
      return explicit(module, "str", `${module.sql("CHAR")}(${type.length})`);
    case "text":
      return explicit(module, "str", module.sql("Text"));
    case "boolean":
      return implied(module, "bool", "Boolean");
    case "date":
      return implied(module, ["datetime", "date"], "Date");
    case "time":
      return implied(module, ["datetime", "time"], "Time");
    case "datetime": {
      const annotation = ["datetime", "datetime"] as const;
      if (!type.zone) return implied(module, annotation, "DateTime");
      return explicit(module, annotation, `${module.sql("DateTime")}(timezone=True)`);
    }
    case "uuid":
      return implied(module, ["uuid", "UUID"], "Uuid");
    case "json":
      return explicit(module, ANY, jsonType(module));
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
