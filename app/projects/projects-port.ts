/** The operations of projects, for commands. */
import { download, fetchSample, fileName, type ProjectController } from "../project/index.ts";
import type { ProjectsPort, Workbench } from "../state/index.ts";

export const createProjectsPort = (
  controller: ProjectController,
  { project }: Workbench,
): ProjectsPort => ({
  currentId: () => controller.id,
  create: () => controller.create(),
  openSample: async id => controller.openSample(await fetchSample(id)),
  openStored: id => controller.openStored(id),
  hasDamagedRows: () => controller.hindrance.getState().damagedRows !== null,
  saveFile: () =>
    download({
      name: fileName(project.getState().name, "stele"),
      content: controller.print(),
      type: "application/json",
    }),
  saveDatabase: async () => {
    const { name } = project.getState();
    const built = await controller.current();
    if (built === null) throw new Error(`"${name}" was closed before its database was built.`);
    download({
      name: fileName(name, "sqlite"),
      content: built.database,
      type: "application/vnd.sqlite3",
    });
  },
});
