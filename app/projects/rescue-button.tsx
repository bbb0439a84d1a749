/** Saves the project after an error of rendering. */
import type { ProjectController } from "../project/index.ts";
import type { Workbench } from "../state/index.ts";
import { Button } from "../ui/index.ts";
import { saveProjectFile } from "./save-project.ts";

type Props = { readonly controller: ProjectController; readonly workbench: Workbench };

export const RescueButton = ({ controller, workbench }: Props) => (
  <Button onClick={() => saveProjectFile(controller, workbench)}>Save the project as a file</Button>
);
