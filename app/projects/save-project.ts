/** Saves the open project as a file. */
import { download, fileName, type ProjectController } from "../project/index.ts";
import type { Workbench } from "../state/index.ts";

export const saveProjectFile = (controller: ProjectController, { project }: Workbench): void =>
  download({
    name: fileName(project.getState().name, "stele"),
    content: controller.print(),
    type: "application/json",
  });

/** Saves the tables and rows as a SQLite file. */
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
