/** Reports that the rows of the project cannot be read, and offers what to do. */
import { useStore } from "zustand";
import { useWorkbench, useWorkspace } from "../hooks/index.ts";
import { download, fileName, type ProjectController } from "../project/index.ts";
import { Button, Dialog } from "../ui/index.ts";

export const DamagedRowsDialog = ({ controller }: { readonly controller: ProjectController }) => {
  const { workspace, project } = useWorkbench();
  const open = useWorkspace(state => state.dialog === "damaged-rows");
  const damaged = useStore(controller.hindrance, state => state.damagedRows);
  const elsewhere = useStore(controller.hindrance, state => state.elsewhere);
  const { name } = useStore(project);
  const close = () => workspace.setState({ dialog: null });
  const save = () => {
    const content = damaged?.content ?? "";
    download({ name: fileName(`${name}-damaged-rows`, "sqlite"), content });
  };
  const goOn = () => {
    controller.continueWithoutRows();
    close();
  };
  return (
    <Dialog
      open={open && damaged !== null && !elsewhere}
      title="The rows cannot be read"
      onOpenChange={next => {
        if (!next) close();
      }}
      actions={
        <>
          <Button onClick={save}>Save the damaged rows as a file</Button>
          <Button variant="danger" onClick={goOn}>
            Go on with empty tables
          </Button>
        </>
      }
    >
      <p>{damaged?.reason}</p>
      <p>
        The design is whole. Queries run again once you go on with empty tables, which replace the
        damaged rows in this browser.
      </p>
    </Dialog>
  );
};
