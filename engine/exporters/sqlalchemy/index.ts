/** SQLAlchemy 2: declarative models in one module. */
import type { Exporter } from "../exporter.ts";
import { printModels } from "./models.ts";
import { styleOption } from "./options.ts";
import { support } from "./support.ts";

export const sqlalchemy: Exporter = {
  id: "sqlalchemy",
  label: "SQLAlchemy",
  group: "Python",
  language: "python",
  options: [styleOption],
  support,
  export: printModels,
};
