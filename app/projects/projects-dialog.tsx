/** The projects in this browser, to open or delete. */
import { FileDown, Trash2 } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useAttempt, useWorkbench, useWorkspace } from "../hooks/index.ts";
import type { ProjectController } from "../project/index.ts";
import { type ProjectSummary, storageReason } from "../storage/index.ts";
import { Button, Callout, ConfirmDialog, Dialog, EmptyState, IconButton } from "../ui/index.ts";
import styles from "./projects-dialog.module.css";

const when = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });

const detailsOf = ({ tables, savedAt, damaged }: ProjectSummary): string =>
  damaged
    ? "damaged"
    : `${tables === 1 ? "1 table" : `${tables} tables`} · ${when.format(savedAt)}`;

export const ProjectsDialog = ({ controller }: { readonly controller: ProjectController }) => {
  const { workspace } = useWorkbench();
  const open = useWorkspace(state => state.dialog === "projects");
  const close = () => workspace.setState({ dialog: null });
  const attempt = useAttempt();
  const { projects, problem, remove } = useProjects(controller, open);
  const [deleting, setDeleting] = useState<ProjectSummary | null>(null);
  const openProject = ({ id }: ProjectSummary) => {
    close();
    attempt(() => controller.openStored(id));
  };
  return (
    <Dialog
      open={open}
      title="Projects in this browser"
      onOpenChange={next => {
        if (!next) close();
      }}
    >
      {problem === null ? null : (
        <Callout kind="error" title="The projects cannot be listed">
          {problem}
        </Callout>
      )}
      {projects === null ? null : (
        <ProjectList
          projects={projects}
          openId={controller.id}
          onOpen={openProject}
          onDelete={setDeleting}
          onSave={stored => attempt(() => controller.saveStored(stored))}
        />
      )}
      <DeleteDialog
        project={deleting}
        onClose={() => setDeleting(null)}
        onConfirm={project => attempt(() => remove(project))}
      />
    </Dialog>
  );
};

type RowActions = {
  readonly onOpen: (project: ProjectSummary) => void;
  readonly onDelete: (project: ProjectSummary) => void;
  readonly onSave: (project: ProjectSummary) => void;
};

type ListProps = RowActions & {
  readonly projects: readonly ProjectSummary[];
  /** The id of the open project. */
  readonly openId: string;
};

const ProjectList = ({ projects, openId, ...actions }: ListProps) => {
  const list = useRef<HTMLUListElement>(null);
  // The dialog opens before the projects are listed.
  useEffect(() => list.current?.querySelector("button")?.focus(), []);
  if (projects.length === 0) {
    return <EmptyState title="No projects">Projects are stored in this browser only.</EmptyState>;
  }
  return (
    <ul ref={list} className={styles.list}>
      {projects.map(project => (
        <ProjectRow
          key={project.id}
          project={project}
          isOpen={project.id === openId}
          {...actions}
        />
      ))}
    </ul>
  );
};

type DeleteProps = {
  /** The project to delete; null while the dialog is closed. */
  readonly project: ProjectSummary | null;
  readonly onClose: () => void;
  readonly onConfirm: (project: ProjectSummary) => void;
};

const DeleteDialog = ({ project, onClose, onConfirm }: DeleteProps) => (
  <ConfirmDialog
    open={project !== null}
    title={`Delete "${project?.name ?? ""}"?`}
    confirmLabel="Delete the project"
    danger
    onOpenChange={next => {
      if (!next) onClose();
    }}
    onConfirm={() => {
      if (project) onConfirm(project);
      onClose();
    }}
  >
    Its tables, rows and queries are deleted from this browser. This cannot be undone.
  </ConfirmDialog>
);

type RowProps = RowActions & {
  readonly project: ProjectSummary;
  readonly isOpen: boolean;
};

const ProjectRow = ({ project, isOpen, onOpen, onDelete, onSave }: RowProps) => (
  <li className={styles.row}>
    <Button variant="quiet" className={styles.open} onClick={() => onOpen(project)}>
      <span className={styles.name}>{project.name}</span>
      <span className={styles.detail}>
        {detailsOf(project)}
        {isOpen ? " · open" : ""}
      </span>
    </Button>
    {project.damaged ? (
      <IconButton
        label={`Save what is left of ${project.name} as a file`}
        icon={<FileDown size={14} />}
        onClick={() => onSave(project)}
      />
    ) : null}
    <IconButton
      label={`Delete ${project.name}`}
      icon={<Trash2 size={14} />}
      onClick={() => onDelete(project)}
    />
  </li>
);

/** The stored projects, listed again whenever the dialog opens; null until then. */
const useProjects = (controller: ProjectController, open: boolean) => {
  const [projects, setProjects] = useState<readonly ProjectSummary[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    if (!open) return;
    setProjects(null);
    setProblem(null);
    controller.list().then(setProjects, thrown => setProblem(storageReason(thrown)));
  }, [controller, open]);
  const remove = async ({ id }: ProjectSummary) => {
    await controller.remove(id);
    setProjects(await controller.list());
  };
  return { projects, problem, remove };
};
