/** Covers the window while another tab has the project, so that no change of either is lost. */
import { useRef } from "react";
import { useStore } from "zustand";
import { listProjects, newProject, saveAsFile } from "../commands/index.ts";
import { useAttempt, useWorkbench, useWorkspace } from "../hooks/index.ts";
import type { ProjectController } from "../project/index.ts";
import { AlertDialog, Button } from "../ui/index.ts";

export const ElsewhereDialog = ({ controller }: { readonly controller: ProjectController }) => {
  const bench = useWorkbench();
  const attempt = useAttempt();
  const elsewhere = useStore(controller.hindrance, state => state.elsewhere);
  const isUnsaved = useStore(controller.autosave.state, state => state.kind === "failed");
  const dialog = useWorkspace(state => state.dialog);
  const { name } = useStore(bench.project);
  const takeOver = useRef<HTMLButtonElement>(null);
  return (
    <AlertDialog
      open={elsewhere && dialog !== "projects"}
      title={`"${name}" is open in another tab`}
      initialFocus={takeOver}
      actions={
        <>
          {isUnsaved ? (
            <Button onClick={() => saveAsFile.run(bench)}>Save this version as a file</Button>
          ) : null}
          <Button onClick={() => listProjects.run(bench)}>All projects…</Button>
          <Button onClick={() => newProject.run(bench)}>New project</Button>
          <Button
            ref={takeOver}
            variant="primary"
            onClick={() => attempt(() => controller.takeOver())}
          >
            Use it here
          </Button>
        </>
      }
    >
      <p>One tab at a time edits a project. If you use it here, the other tab saves it first.</p>
      {isUnsaved ? <p>The changes of this tab are not saved. Using it here drops them.</p> : null}
    </AlertDialog>
  );
};
