/** Peewee models in one module. */
import type { Exporter } from "../exporter.ts";
import { printModels } from "./models.ts";
import { support } from "./support.ts";

export const peewee: Exporter = {
  id: "peewee",
  label: "Peewee",
  group: "Python",
  language: "python",
  options: [],
  support,
  export: document => printModels(document),
};
