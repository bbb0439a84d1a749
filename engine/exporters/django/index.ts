/** Django: the models of one app. */
import type { Exporter } from "../exporter.ts";
import { printModels } from "./models.ts";
import { appOption, managedOption } from "./options.ts";
import { support } from "./support.ts";

export const django: Exporter = {
  id: "django",
  label: "Django",
  group: "Python",
  language: "python",
  options: [appOption, managedOption],
  support,
  export: printModels,
};
