/** Enums as choices. The database stores the values. */
import type { Enum } from "../../schema/index.ts";
import { enumMembers } from "../python/index.ts";
import type { DjangoModule } from "./module.ts";

export const memberStyle = (name: string): string => name.toUpperCase();

export const printEnum = (module: DjangoModule, record: Enum): string => {
  const members = enumMembers(record, memberStyle).map(member => `    ${member}`);
  return [`class ${module.names.enum(record.id)}(models.TextChoices):`, ...members].join("\n");
};
