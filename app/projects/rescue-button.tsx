/** Saves the project after an error of rendering. */
import { saveAsFile } from "../commands/index.ts";
import type { Workbench } from "../state/index.ts";
import { Button } from "../ui/index.ts";

export const RescueButton = ({ workbench }: { readonly workbench: Workbench }) => (
  <Button onClick={() => saveAsFile.run(workbench)}>Save the project as a file</Button>
);
