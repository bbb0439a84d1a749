/** Tortoise ORM: models in one module. */
import type { Exporter } from "../exporter.ts";
import { printModels } from "./models.ts";
import { support } from "./support.ts";

export const tortoise: Exporter = {
  id: "tortoise",
  label: "Tortoise ORM",
  group: "Python",
  language: "python",
  options: [],
  support,
  export: printModels,
};
