/** The type of a column, once for Python and once for SQLAlchemy. */
import { info, unreachable } from "../../base/index.ts";
import { type Column, type Enum, enumOf } from "../../schema/index.ts";
import type { PythonModule } from "./module.ts";
import { ENUM_VALUES, RAW_TYPE } from "./names.ts";
import { layoutCall, literal } from "./python.ts";

export type PythonType = {
  /** What stands in `Mapped[…]`; imported when it is asked for. */
  readonly annotation: () => string;
  /** What stands in `mapped_column(…)`; null where the annotation says it all. */
  readonly type: string | null;
  /** SQLAlchemy's type in any case, for a plain `Column(…)`. */
  readonly full: string;
};

type Annotation = string | readonly [module: string, name: string];

const annotationOf =
  (module: PythonModule, given: Annotation): PythonType["annotation"] =>
  () =>
    typeof given === "string" ? given : module.imports.from(...given);

const ANY = ["typing", "Any"] as const;

/** A type that is written beside the annotation. */
const said = (module: PythonModule, annotation: Annotation, full: string): PythonType => ({
  annotation: annotationOf(module, annotation),
  type: full,
  full,
});

/** A type that SQLAlchemy takes from the annotation. */
const implied = (module: PythonModule, annotation: Annotation, full: string): PythonType => ({
  annotation: annotationOf(module, annotation),
  type: null,
  full,
});

/** SQLite numbers only a key of the type INTEGER. */
const sizedInteger = (module: PythonModule, name: string, column: Column): string =>
  column.generated?.kind === "identity"
    ? `${module.sql(name)}().with_variant(${module.sql("Integer")}, "sqlite")`
    : module.sql(name);

const enumType = (module: PythonModule, given: Enum, column: Column): PythonType => {
  if (given.values.length === 0) {
    const message = `The enum "${given.name}" has no values; "${column.name}" is written as text.`;
    module.tell(info("empty-enum", message, { record: column.id }));
    return said(module, "str", `${module.sql("String")}(1)`);
  }
  module.usesEnumValues = true;
  const name = module.names.enum(given.id);
  const parts = [
    name,
    `name=${literal(given.name)}`,
    `values_callable=${ENUM_VALUES}`,
    "create_constraint=True",
  ];
  return said(module, name, layoutCall(module.sql("Enum"), parts, " ".repeat(8)));
};

const rawType = (module: PythonModule, name: string, column: Column): PythonType => {
  module.usesRawType = true;
  const message = `SQLAlchemy has no type for "${name}"; "${column.name}" keeps it by its name.`;
  module.tell(info("type-by-name", message, { record: column.id }));
  return said(module, ANY, `${RAW_TYPE}(${literal(name)})`);
};

const decimalType = (
  module: PythonModule,
  precision: number | null,
  scale: number | null,
): PythonType => {
  const annotation = ["decimal", "Decimal"] as const;
  if (precision !== null) {
    return said(module, annotation, `${module.sql("Numeric")}(${precision}, ${scale ?? 0})`);
  }
  return implied(module, annotation, "Numeric");
};

/** Where the type is implied, its name is imported only when it is written. */
export const pythonType = (module: PythonModule, column: Column): PythonType => {
  const { type } = column;
  switch (type.kind) {
    case "integer":
      if (type.bits === 32) return implied(module, "int", "Integer");
      return said(
        module,
        "int",
        sizedInteger(module, type.bits === 16 ? "SmallInteger" : "BigInteger", column),
      );
    case "decimal":
      return decimalType(module, type.precision, type.scale);
    case "float":
      return said(module, "float", module.sql(type.bits === 32 ? "REAL" : "Double"));
    case "varchar":
      if (type.length === null) return implied(module, "str", "String");
      return said(module, "str", `${module.sql("String")}(${type.length})`);
    case "char":
      return said(module, "str", `${module.sql("CHAR")}(${type.length})`);
    case "text":
      return said(module, "str", module.sql("Text"));
    case "boolean":
      return implied(module, "bool", "Boolean");
    case "date":
      return implied(module, ["datetime", "date"], "Date");
    case "time":
      return implied(module, ["datetime", "time"], "Time");
    case "datetime": {
      const annotation = ["datetime", "datetime"] as const;
      if (!type.zone) return implied(module, annotation, "DateTime");
      return said(module, annotation, `${module.sql("DateTime")}(timezone=True)`);
    }
    case "uuid":
      return implied(module, ["uuid", "UUID"], "Uuid");
    case "json":
      return said(module, ANY, module.sql("JSON"));
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
