/** The side panels of a narrow window, as sheets over the diagram. */
import { useEffect, useLayoutEffect } from "react";
import { useWorkbench, useWorkspace } from "./hooks/index.ts";
import { Inspector } from "./inspector/index.ts";
import { Outline } from "./outline/index.ts";
import { Sheet, useMediaQuery } from "./ui/index.ts";

const NARROW = "(max-width: 900px)";

export const Sheets = () => {
  const { workspace } = useWorkbench();
  const compact = useMediaQuery(NARROW);
  const sheet = useWorkspace(state => state.sheet);
  const close = () => workspace.setState({ sheet: null });
  useLayoutEffect(() => workspace.setState({ compact, sheet: null }), [compact, workspace]);
  useCloseForOthers();
  return (
    <>
      <Sheet label="Tables" side="left" open={sheet === "outline"} onClose={close}>
        <Outline />
      </Sheet>
      <Sheet label="Details" side="right" open={sheet === "inspector"} onClose={close}>
        <Inspector />
      </Sheet>
    </>
  );
};

/** A sheet closes when another part of the window needs the focus. */
const useCloseForOthers = (): void => {
  const { workspace } = useWorkbench();
  useEffect(
    () =>
      workspace.subscribe(({ naming, typing, dialog, palette, screen, sheet }, before) => {
        const isNeeded =
          (naming !== null && naming !== before.naming) ||
          (typing !== null && typing !== before.typing) ||
          (dialog !== null && dialog !== before.dialog) ||
          (palette && !before.palette) ||
          screen !== before.screen;
        if (isNeeded && sheet !== null) workspace.setState({ sheet: null });
      }),
    [workspace],
  );
};
