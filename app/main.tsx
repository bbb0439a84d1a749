/** Starts the app. */
import { createRoot } from "react-dom/client";
import "./ui/theme/tokens.css";
import "./ui/theme/fonts.css";
import "./ui/theme/base.css";
import { followAddress } from "./frame/index.ts";
import { fetchSample, firstSample, ProjectController } from "./project/index.ts";
import { createQuerySlot } from "./query-slot.tsx";
import { createQueryStore, createWorkbench } from "./state/index.ts";
import { Stele } from "./stele.tsx";
import { ProjectDatabase } from "./storage/index.ts";
import { applyTheme, chooseTheme, shownTheme, showToast } from "./ui/index.ts";

applyTheme();

const workbench = createWorkbench({
  tell: showToast,
  switchTheme: () => chooseTheme(shownTheme() === "dark" ? "light" : "dark"),
});
const queries = createQueryStore();
const controller = new ProjectController({ workbench, queries, storage: new ProjectDatabase() });
const query = createQuerySlot({ project: workbench.project, queries, database: controller });
followAddress(workbench.workspace);

/** Leaving a field commits what was typed in it; then what is not yet on disk is put into the journal. */
addEventListener("pagehide", () => {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  controller.autosave.leave();
});

try {
  await controller.start(() => fetchSample(firstSample));
} catch (thrown) {
  showToast({
    title: "The last project could not be opened",
    description: thrown instanceof Error ? thrown.message : String(thrown),
  });
}

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");
createRoot(root).render(<Stele workbench={workbench} controller={controller} query={query} />);

// Offline copies are made once the page is at rest, so that they never delay it.
const REST_AFTER = 3000;
if (import.meta.env.PROD && "serviceWorker" in navigator) {
  const register = () =>
    setTimeout(() => void navigator.serviceWorker.register("./sw.js", { scope: "./" }), REST_AFTER);
  // The page may have loaded while the last project was being read.
  if (document.readyState === "complete") register();
  else addEventListener("load", register);
}
