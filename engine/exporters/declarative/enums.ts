/** Enums as classes. The database stores the values of members, not their names. */
import type { Enum } from "../../schema/index.ts";
import { enumMembers } from "../python/index.ts";
import { ENUM_VALUES, type PythonModule } from "./module.ts";

export const printEnum = (module: PythonModule, record: Enum): string => {
  const bases = [...module.library.enumBases, `${module.imports.module("enum")}.Enum`];
  const members = enumMembers(record).map(member => `    ${member}`);
  return [`class ${module.names.enum(record.id)}(${bases.join(", ")}):`, ...members].join("\n");
};

/** By default SQLAlchemy stores the names of the members. */
export const printEnumValues = (module: PythonModule): string =>
  [
    `def ${ENUM_VALUES}(members: type[${module.imports.module("enum")}.Enum]) -> list[str]:`,
    "    return [member.value for member in members]",
  ].join("\n");
