/** Enums as classes; the database keeps their values, not the names of their members. */
import type { Enum } from "../../schema/index.ts";
import type { PythonModule } from "./module.ts";
import { ENUM_VALUES } from "./names.ts";
import { identifierFor, isKeyword, literal } from "./python.ts";

/** Names that a member of an enum cannot have. */
const RESERVED = new Set(["mro", "name", "value"]);

const memberName = (value: string, taken: Set<string>): string => {
  let name = identifierFor(value === "" ? "empty" : value).replace(/^_+/, "value_");
  while (taken.has(name) || isKeyword(name) || RESERVED.has(name)) name += "_";
  taken.add(name);
  return name;
};

export const printEnum = (module: PythonModule, given: Enum): string => {
  const taken = new Set<string>();
  const base = `${module.imports.module("enum")}.Enum`;
  const members = [...new Set(given.values)].map(
    value => `    ${memberName(value, taken)} = ${literal(value)}`,
  );
  return [`class ${module.names.enum(given.id)}(${base}):`, ...members].join("\n");
};

/** SQLAlchemy would keep the names of the members. */
export const printEnumValues = (module: PythonModule): string =>
  [
    `def ${ENUM_VALUES}(members: type[${module.imports.module("enum")}.Enum]) -> list[str]:`,
    "    return [member.value for member in members]",
  ].join("\n");
