/** The ways out after an error of rendering: save the project as a file, or open another one. */
import { useEffect, useState } from "react";
import { newProject, openStored, saveAsFile } from "../commands/index.ts";
import type { ProjectController } from "../project/index.ts";
import type { Workbench } from "../state/index.ts";
import type { ProjectSummary } from "../storage/index.ts";
import { Button } from "../ui/index.ts";

const MAX_PROJECTS = 5;

type Props = { readonly workbench: Workbench; readonly controller: ProjectController };

export const Rescue = ({ workbench, controller }: Props) => {
  const [others, setOthers] = useState<readonly ProjectSummary[]>([]);
  useEffect(() => {
    const setProjects = (projects: readonly ProjectSummary[]) =>
      setOthers(projects.filter(({ id, damaged }) => id !== controller.id && !damaged));
    controller.list().then(setProjects, () => undefined);
  }, [controller]);
  return (
    <>
      <Button onClick={() => saveAsFile.run(workbench)}>Save the project as a file</Button>
      {others.slice(0, MAX_PROJECTS).map(({ id, name }) => (
        <Button key={id} onClick={() => openStored(id, name).run(workbench)}>
          Open {name}
        </Button>
      ))}
      <Button onClick={() => newProject.run(workbench)}>New project</Button>
    </>
  );
};
