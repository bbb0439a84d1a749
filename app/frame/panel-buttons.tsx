/** Opens the side panels in a narrow window, where they are sheets. */
import { PanelRight, Table2 } from "lucide-react";
import { useWorkbench, useWorkspace } from "../hooks/index.ts";
import { setPanelShown } from "../state/index.ts";
import { IconButton } from "../ui/index.ts";

export const PanelButtons = () => {
  const { workspace } = useWorkbench();
  const compact = useWorkspace(state => state.compact);
  const screen = useWorkspace(state => state.screen);
  if (!compact) return null;
  return (
    <>
      <IconButton
        label="Tables"
        icon={<Table2 size={15} />}
        onClick={() => setPanelShown(workspace, "outline", true)}
      />
      {screen === "design" ? (
        <IconButton
          label="Details"
          icon={<PanelRight size={15} />}
          onClick={() => setPanelShown(workspace, "inspector", true)}
        />
      ) : null}
    </>
  );
};
