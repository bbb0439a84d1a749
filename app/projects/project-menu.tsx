/** The items of the project menu: open, save, import, samples, and the guide. */
import {
  BookOpen,
  Database,
  FileDown,
  FilePlus2,
  FolderOpen,
  History,
  Import,
  LayoutTemplate,
} from "lucide-react";
import { type ReactElement, useEffect, useState } from "react";
import {
  type Command,
  importTables,
  listProjects,
  newProject,
  openGuide,
  openSample,
  openStored,
  saveAsDatabase,
  saveAsFile,
} from "../commands/index.ts";
import { useWorkbench } from "../hooks/index.ts";
import { type ProjectController, samples } from "../project/index.ts";
import type { ProjectSummary } from "../storage/index.ts";
import { MenuItem, MenuSeparator } from "../ui/index.ts";

const MAX_RECENT = 5;

export const ProjectMenu = ({ controller }: { readonly controller: ProjectController }) => {
  const recent = useRecent(controller);
  return (
    <>
      <CommandItem command={newProject} icon={<FilePlus2 size={14} />} />
      {samples.map(({ id, name }) => (
        <CommandItem key={id} command={openSample(id, name)} icon={<LayoutTemplate size={14} />} />
      ))}
      <MenuSeparator />
      {recent.map(({ id, name }) => (
        <CommandItem key={id} command={openStored(id, name)} icon={<History size={14} />} />
      ))}
      <CommandItem command={listProjects} icon={<FolderOpen size={14} />} />
      <MenuSeparator />
      <CommandItem command={importTables} icon={<Import size={14} />} />
      <CommandItem command={saveAsFile} icon={<FileDown size={14} />} />
      <CommandItem command={saveAsDatabase} icon={<Database size={14} />} />
      <MenuSeparator />
      <CommandItem command={openGuide} icon={<BookOpen size={14} />} />
    </>
  );
};

type ItemProps = { readonly command: Command; readonly icon?: ReactElement };

const CommandItem = ({ command, icon }: ItemProps) => {
  const bench = useWorkbench();
  const [shortcut] = command.shortcuts ?? [];
  return (
    <MenuItem
      {...(icon === undefined ? {} : { icon })}
      {...(shortcut === undefined ? {} : { shortcut })}
      onSelect={() => command.run(bench)}
    >
      {command.label}
    </MenuItem>
  );
};

/** Recent projects, the latest first. */
const useRecent = (controller: ProjectController): readonly ProjectSummary[] => {
  const [recent, setRecent] = useState<readonly ProjectSummary[]>([]);
  useEffect(() => {
    let isCurrent = true;
    controller.list().then(
      projects => {
        const others = projects.filter(({ id }) => id !== controller.id);
        if (isCurrent) setRecent(others.slice(0, MAX_RECENT));
      },
      // Without storage there are no recent projects.
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [controller]);
  return recent;
};
