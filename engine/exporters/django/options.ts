/** The options of the export. */
import type { ExportOption } from "../exporter.ts";

export const appOption: ExportOption = {
  id: "app",
  label: "App",
  help: "The folder of the app. Django takes the label of the app from it, so the models need no app_label.",
  kind: "name",
  initial: "app",
};

export const managedOption: ExportOption = {
  id: "managed",
  label: "Managed",
  help: "Django's migrations create and alter the tables. Turn it off for tables that exist already.",
  kind: "switch",
  initial: true,
};
