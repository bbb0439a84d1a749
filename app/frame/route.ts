/** The screen in the address, after the #, so that it can be linked and the back button works. */
import { screens, type WorkspaceStore } from "../state/index.ts";

/** Ties the address and the workspace together; returns what unties them. */
export const followAddress = (workspace: WorkspaceStore): (() => void) => {
  const readAddress = () => {
    const name = location.hash.replace(/^#\/?/, "").split("/")[0];
    const screen = screens.find(known => known === name);
    if (screen !== undefined) workspace.setState({ screen });
  };
  const stopWriting = workspace.subscribe(({ screen }, before) => {
    if (screen !== before.screen && location.hash !== addressOf(screen)) {
      location.hash = addressOf(screen);
    }
  });
  addEventListener("hashchange", readAddress);
  readAddress();
  return () => {
    stopWriting();
    removeEventListener("hashchange", readAddress);
  };
};

export const addressOf = (screen: string): string => `#/${screen}`;
