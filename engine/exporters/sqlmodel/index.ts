/** SQLModel: classes with `table=True`. */
import { filesOption } from "../declarative/index.ts";
import type { Exporter } from "../exporter.ts";
import { printModels } from "./models.ts";
import { support } from "./support.ts";

export const sqlmodel: Exporter = {
  id: "sqlmodel",
  label: "SQLModel",
  group: "Python",
  language: "python",
  options: [filesOption],
  support,
  export: printModels,
};
