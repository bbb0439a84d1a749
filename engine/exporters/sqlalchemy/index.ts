/** SQLAlchemy 2: declarative models. */
import { filesOption } from "../declarative/index.ts";
import type { Exporter } from "../exporter.ts";
import { printModels } from "./models.ts";
import { styleOption } from "./options.ts";
import { support } from "./support.ts";

export const sqlalchemy: Exporter = {
  id: "sqlalchemy",
  label: "SQLAlchemy",
  group: "Python",
  language: "python",
  options: [styleOption, filesOption],
  support,
  export: printModels,
};
