/** A page without its window: the controller over the storage of the browser, and SQLite in Node. */
import { addTable, printProjectFile } from "../../../engine/index.ts";
import { openDatabase } from "../../../engine/testing/open-database.ts";
import { blogDocument } from "../../../engine/testing/sample-documents.ts";
import { createQueryStore, createWorkbench, type Notice } from "../../state/index.ts";
import { ProjectDatabase } from "../../storage/index.ts";
import { type Lock, ProjectController } from "../project-controller.ts";
import { databaseServiceInNode } from "./database-service-in-node.ts";

const QUERY = { id: "query:1", name: "First", language: "typescript", text: "1" } as const;

export const blogFile = (name: string) =>
  printProjectFile({ name, document: blogDocument(), queries: [QUERY], rows: null });

const alone: Lock = {
  hold: async () => true,
  take: async () => {},
  isElsewhere: async () => false,
};

/** A page with its own controller over the storage of the browser. */
export const openPage = (lock: Lock = alone) => {
  const notices: Notice[] = [];
  const notify = (notice: Notice) => void notices.push(notice);
  const workbench = createWorkbench({ notify, switchTheme: () => {} });
  const queries = createQueryStore();
  const storage = new ProjectDatabase();
  const { service } = databaseServiceInNode();
  const controller = new ProjectController({
    workbench,
    queries,
    storage,
    database: service,
    lock,
  });
  const start = () => controller.start(async () => ({ name: "Sample", file: blogFile("Sample") }));
  const addOneTable = () => {
    const input = { newId: workbench.project.newId, name: "extra", x: 0, y: 0 };
    workbench.project.edit("add table", document => addTable(document, input));
  };
  const tableCount = () =>
    [...workbench.project.getState().document.records.values()].filter(
      ({ kind }) => kind === "table",
    ).length;
  return {
    ...{ controller, workbench, queries, storage, service, notices },
    ...{ start, addOneTable, tableCount },
  };
};

export type Page = ReturnType<typeof openPage>;

/** Keeps a user in the open project, as a run does. */
export const keepUser = async ({ controller }: Page, name: string) => {
  const built = await controller.current();
  if (built === null) throw new Error("no project is open");
  const database = openDatabase(built.database);
  database.query("INSERT INTO users (name) VALUES (?)", [name]);
  const kept = await controller.keep(built, database.export());
  database.close();
  return kept;
};

export const usersOf = async ({ controller }: Page) => {
  const database = openDatabase((await controller.current())?.database);
  const { rows } = database.query("SELECT name FROM users ORDER BY id");
  database.close();
  return rows.flat();
};
