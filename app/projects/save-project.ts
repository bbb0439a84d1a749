/** Saves the open project as files. */
import { download, fileName, type ProjectController } from "../project/index.ts";
import type { Workbench } from "../state/index.ts";

export const saveProjectFile = (controller: ProjectController, { project }: Workbench): void =>
  download({
    name: fileName(project.getState().name, "stele"),
    content: controller.print(),
    type: "application/json",
  });

/** The tables and rows, for any tool that reads SQLite. */
export const saveSqliteFile = async (
  controller: ProjectController,
  { project }: Workbench,
): Promise<void> => {
  const { database } = await controller.current();
  download({
    name: fileName(project.getState().name, "sqlite"),
    content: database,
    type: "application/vnd.sqlite3",
  });
};
