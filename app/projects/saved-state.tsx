/** The state of the last save; after a failure, the reason and the options. */
import { useStore } from "zustand";
import { saveAsFile } from "../commands/index.ts";
import { useWorkbench } from "../hooks/index.ts";
import type { ProjectController } from "../project/index.ts";
import { Button } from "../ui/index.ts";
import styles from "./saved-state.module.css";

export const SavedState = ({ controller }: { readonly controller: ProjectController }) => {
  const bench = useWorkbench();
  const state = useStore(controller.autosave.state);
  if (state.kind !== "failed") {
    return <span>{state.kind === "saving" ? "saving" : "saved"}</span>;
  }
  return (
    <span role="alert" className={styles.failed} title={state.message}>
      <span className={styles.message}>Not saved: {state.message}</span>
      <Button size="small" onClick={() => saveAsFile.run(bench)}>
        Save as a file
      </Button>
      <Button size="small" variant="quiet" onClick={() => controller.autosave.retry()}>
        Try again
      </Button>
    </span>
  );
};
