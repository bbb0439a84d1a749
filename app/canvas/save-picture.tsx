/** Menu rows that save a picture of the diagram or of the selected tables. */
import { useProject, useWorkbench } from "../hooks/index.ts";
import { download, fileName } from "../project/index.ts";
import { MenuItem } from "../ui/index.ts";
import { pictureOf } from "./picture/picture.ts";

const THEMES = ["light", "dark"] as const;

export const SavePictureRows = () => {
  const { project } = useWorkbench();
  const tables = useProject(state => state.selection.tables);
  const save = (theme: (typeof THEMES)[number]) => {
    const { document, name } = project.getState();
    download({
      name: fileName(name, "svg"),
      content: pictureOf(document, { tables, theme }),
      type: "image/svg+xml",
    });
  };
  return THEMES.map(theme => (
    <MenuItem key={theme} onSelect={() => save(theme)}>
      {tables.size > 0 ? "Save selection" : "Save picture"} as {theme} SVG
    </MenuItem>
  ));
};
