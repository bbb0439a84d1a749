/** SQLAlchemy 2: declarative models in one module. */
import type { Exporter } from "../exporter.ts";
import { printModels } from "./models.ts";

export const sqlalchemy: Exporter = {
  id: "sqlalchemy",
  label: "SQLAlchemy",
  language: "python",
  export: printModels,
};
