/** The items of the project menu: open, save, import, samples, and the guide. */
import { BookOpen, Database, FileDown, FilePlus2, FolderOpen, Import } from "lucide-react";
import { useEffect, useState } from "react";
import { useWorkbench } from "../hooks/index.ts";
import { fetchSample, type ProjectController, samples } from "../project/index.ts";
import { MenuItem, MenuSeparator } from "../ui/index.ts";
import { saveProjectFile, saveSqliteFile } from "./save-project.ts";

type Props = {
  readonly controller: ProjectController;
  /** Opens the list of all projects. */
  readonly onList: () => void;
};

const RECENT = 5;

export const ProjectMenu = ({ controller, onList }: Props) => {
  const bench = useWorkbench();
  const recent = useRecent(controller);
  const attempt = (body: () => Promise<void>) => () => {
    body().catch((thrown: unknown) =>
      bench.ports.notify({
        title: "The operation failed",
        description: thrown instanceof Error ? thrown.message : String(thrown),
      }),
    );
  };
  return (
    <>
      <MenuItem icon={<FilePlus2 size={14} />} onSelect={attempt(() => controller.create())}>
        New project
      </MenuItem>
      {samples.map(sample => (
        <MenuItem
          key={sample.id}
          onSelect={attempt(async () => controller.openSample(await fetchSample(sample.id)))}
        >
          New from the sample {sample.name}
        </MenuItem>
      ))}
      <MenuSeparator />
      {recent.map(({ id, name }) => (
        <MenuItem key={id} onSelect={attempt(() => controller.openStored(id))}>
          Open {name}
        </MenuItem>
      ))}
      <MenuItem icon={<FolderOpen size={14} />} onSelect={onList}>
        All projects…
      </MenuItem>
      <MenuSeparator />
      <MenuItem
        icon={<Import size={14} />}
        onSelect={() => bench.workspace.setState({ dialog: "import" })}
      >
        Import…
      </MenuItem>
      <MenuItem icon={<FileDown size={14} />} onSelect={() => saveProjectFile(controller, bench)}>
        Save as a file
      </MenuItem>
      <MenuItem
        icon={<Database size={14} />}
        onSelect={attempt(() => saveSqliteFile(controller, bench))}
      >
        Save as an SQLite database
      </MenuItem>
      <MenuSeparator />
      <MenuItem
        icon={<BookOpen size={14} />}
        onSelect={() => bench.workspace.setState({ dialog: "guide" })}
      >
        Read the guide
      </MenuItem>
    </>
  );
};

/** Recent projects, the latest first. */
const useRecent = (controller: ProjectController) => {
  const [recent, setRecent] = useState<readonly { readonly id: string; readonly name: string }[]>(
    [],
  );
  useEffect(() => {
    let isCurrent = true;
    controller.list().then(
      projects => {
        if (isCurrent)
          setRecent(projects.filter(({ id }) => id !== controller.id).slice(0, RECENT));
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
