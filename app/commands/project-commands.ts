/** Commands that create, open, import and save projects. */
import { attempt, type ProjectsPort } from "../state/index.ts";
import type { Command } from "./command.ts";

type Operation = (projects: ProjectsPort) => void | Promise<void>;

type ProjectCommand = Omit<Command, "group" | "run" | "when"> & { readonly operation: Operation };

const projectCommand = ({ operation, ...command }: ProjectCommand): Command => ({
  ...command,
  group: "Project",
  when: ({ ports }) => ports.projects !== null,
  run: ({ ports }) => {
    const { projects } = ports;
    if (projects) void attempt(ports, () => operation(projects));
  },
});

export const newProject = projectCommand({
  id: "project.new",
  label: "New project",
  keywords: "create empty",
  operation: projects => projects.create(),
});

export const saveAsFile = projectCommand({
  id: "project.save-file",
  label: "Save as a file",
  shortcuts: ["Mod+S"],
  whileTyping: true,
  keywords: "download export backup stele",
  operation: projects => projects.saveFile(),
});

export const saveAsDatabase = projectCommand({
  id: "project.save-database",
  label: "Save as a SQLite database",
  keywords: "download export rows",
  operation: projects => projects.saveDatabase(),
});

/** The command that opens a new project from a sample. */
export const openSample = (id: string, name: string): Command =>
  projectCommand({
    id: `project.sample.${id}`,
    label: `New from the sample ${name}`,
    keywords: "example template open",
    operation: projects => projects.openSample(id),
  });

/** The command that opens a stored project. */
export const openStored = (id: string, name: string): Command =>
  projectCommand({
    id: `project.open.${id}`,
    label: `Open ${name}`,
    operation: projects => projects.openStored(id),
  });

export const listProjects: Command = {
  id: "project.list",
  label: "All projects…",
  group: "Project",
  shortcuts: ["Mod+O"],
  whileTyping: true,
  keywords: "open delete recent",
  run: ({ workspace }) => workspace.setState({ dialog: "projects" }),
};

export const damagedRows: Command = {
  id: "project.damaged-rows",
  label: "Damaged rows…",
  group: "Project",
  when: ({ ports }) => ports.projects?.hasDamagedRows() ?? false,
  run: ({ workspace }) => workspace.setState({ dialog: "damaged-rows" }),
};

export const importTables: Command = {
  id: "project.import",
  label: "Import…",
  group: "Project",
  keywords: "open file paste sql sqlite stele",
  run: ({ workspace }) => workspace.setState({ dialog: "import" }),
};
