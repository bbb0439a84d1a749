/** The argument `default`, which gives new objects the value that the database would give. */
import type { Column } from "../../schema/index.ts";
import type { PythonModule } from "../declarative/index.ts";
import {
  type Code,
  type Constant,
  call,
  isNumber,
  isWholeNumber,
  literal,
  pythonConstant,
} from "../python/index.ts";

const decimal = (module: PythonModule, value: Constant): Code | null => {
  if (isWholeNumber(value)) return String(value);
  if (!isNumber(value)) return null;
  return call(module.imports.from("decimal", "Decimal"), [literal(String(value))]);
};

/** The constant default as a value of the field's type; null where there is none, or where the database converts it. */
export const pythonDefault = (module: PythonModule, column: Column): Code | null => {
  const { default: given, type, generated } = column;
  if (given?.kind !== "value" || given.value === null || generated) return null;
  if (type.kind === "decimal") return decimal(module, given.value);
  const { document } = module;
  return pythonConstant({ document, enumClass: id => module.enum(id) }, type, given.value);
};
