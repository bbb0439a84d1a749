/** The options of the export. */
import type { ExportOption } from "../exporter.ts";

export const styleOption: ExportOption = {
  id: "style",
  label: "Style",
  help: "Editors know the types of annotated attributes. Tutorials for SQLAlchemy before version 2 use Column(…).",
  kind: "choice",
  choices: [
    { value: "typed", label: "Mapped[…]" },
    { value: "classic", label: "Column(…)" },
  ],
  initial: "typed",
};
