/** Every project in this browser: to open, or to delete. */
import { Trash2 } from "lucide-react";
import { useEffect, useState } from "react";
import { useWorkbench } from "../hooks/index.ts";
import type { ProjectController } from "../project/index.ts";
import type { StoredProject } from "../storage/index.ts";
import { Button, ConfirmDialog, Dialog, EmptyState, IconButton } from "../ui/index.ts";
import styles from "./projects-dialog.module.css";

type Props = {
  readonly controller: ProjectController;
  readonly open: boolean;
  readonly onClose: () => void;
};

const when = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });

const tableCount = ({ records }: StoredProject): string => {
  const count = records.filter(record => record.kind === "table").length;
  return count === 1 ? "1 table" : `${count} tables`;
};

export const ProjectsDialog = ({ controller, open, onClose }: Props) => {
  const { ports } = useWorkbench();
  const [projects, setProjects] = useState<readonly StoredProject[]>([]);
  const [doomed, setDoomed] = useState<StoredProject | null>(null);
  useEffect(() => {
    if (open) controller.list().then(setProjects, () => setProjects([]));
  }, [controller, open]);
  const told = (body: () => Promise<void>) => {
    body().catch((thrown: unknown) =>
      ports.tell({
        title: "That did not work",
        description: thrown instanceof Error ? thrown.message : String(thrown),
      }),
    );
  };
  const remove = async ({ id }: StoredProject) => {
    await controller.remove(id);
    setProjects(await controller.list());
  };
  return (
    <Dialog
      open={open}
      title="Projects in this browser"
      onOpenChange={next => {
        if (!next) onClose();
      }}
    >
      {projects.length === 0 ? (
        <EmptyState title="Nothing is stored here">
          Projects are kept in this browser, and nowhere else.
        </EmptyState>
      ) : null}
      <ul className={styles.list}>
        {projects.map(project => (
          <li key={project.id} className={styles.row}>
            <Button
              variant="quiet"
              className={styles.open}
              onClick={() => {
                onClose();
                told(() => controller.openStored(project.id));
              }}
            >
              <span className={styles.name}>{project.name}</span>
              <span className={styles.detail}>
                {tableCount(project)} · {when.format(project.savedAt)}
                {project.id === controller.id ? " · open" : ""}
              </span>
            </Button>
            <IconButton
              label={`Delete ${project.name}`}
              icon={<Trash2 size={14} />}
              onClick={() => setDoomed(project)}
            />
          </li>
        ))}
      </ul>
      <ConfirmDialog
        open={doomed !== null}
        title={`Delete ${doomed?.name ?? ""}?`}
        confirmLabel="Delete the project"
        danger
        onOpenChange={next => {
          if (!next) setDoomed(null);
        }}
        onConfirm={() => {
          if (doomed) told(() => remove(doomed));
          setDoomed(null);
        }}
      >
        Its tables, rows and queries are deleted from this browser. This cannot be undone.
      </ConfirmDialog>
    </Dialog>
  );
};
