/** Starts the app. */
import { createRoot } from "react-dom/client";
import "./ui/theme/tokens.css";
import "./ui/theme/fonts.css";
import "./ui/theme/base.css";
import { App } from "./app.tsx";
import { followAddress } from "./frame/index.ts";
import { fetchSample, firstSample, ProjectController } from "./project/index.ts";
import { createProjectsPort } from "./projects/index.ts";
import { createQueryScreen } from "./query-screen.tsx";
import { createQueryStore, createWorkbench, failureNotice } from "./state/index.ts";
import { ProjectDatabase } from "./storage/index.ts";
import { applyTheme, chooseTheme, shownTheme, showToast } from "./ui/index.ts";

applyTheme();

const workbench = createWorkbench({
  notify: showToast,
  switchTheme: () => chooseTheme(shownTheme() === "dark" ? "light" : "dark"),
});
const queries = createQueryStore();
const controller = new ProjectController({ workbench, queries, storage: new ProjectDatabase() });
workbench.ports.projects = createProjectsPort(controller, workbench);
const query = createQueryScreen({ project: workbench.project, queries, database: controller });
followAddress(workbench.workspace);

/** Blurring a field commits its text; then unsaved changes go to the journal. */
addEventListener("pagehide", () => {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  controller.autosave.leave();
});

// The browser asks whether to leave if changes would be lost.
addEventListener("beforeunload", event => {
  const { kind } = controller.autosave.state.getState();
  if (!controller.autosave.leave() || kind === "failed") event.preventDefault();
});

try {
  await controller.start(() => fetchSample(firstSample));
} catch (thrown) {
  showToast(failureNotice(thrown, "The last project could not be opened"));
}

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");
createRoot(root).render(<App {...{ workbench, controller, queries, query }} />);

// The service worker is registered later, so that caching does not delay the page.
const REST_AFTER = 3000;
if (import.meta.env.PROD && "serviceWorker" in navigator) {
  const register = () =>
    setTimeout(() => void navigator.serviceWorker.register("./sw.js", { scope: "./" }), REST_AFTER);
  // The page may have finished loading while the last project was read.
  if (document.readyState === "complete") register();
  else addEventListener("load", register);
}
