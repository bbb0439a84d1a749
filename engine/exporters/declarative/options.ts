/** The options of every library with declarative classes. */
import type { ExportOption } from "../exporter.ts";

export const filesOption: ExportOption = {
  id: "files",
  label: "One file per table",
  help: "A package with a module for each table, instead of one module.",
  kind: "switch",
  initial: false,
};
