/** The screen in the address fragment, for links and the back button. */
import { screens, type WorkspaceStore } from "../state/index.ts";

/** Synchronizes the address and the workspace; returns a function that stops it. */
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
