// Starts the app.

import { createRoot } from "react-dom/client";
import "./ui/theme/tokens.css";
import "./ui/theme/fonts.css";
import "./ui/theme/base.css";
import { App } from "./app.tsx";
import { followAddress } from "./frame/index.ts";
import { createWorkbench } from "./state/index.ts";
import { applyTheme, chooseTheme, shownTheme, showToast } from "./ui/index.ts";

applyTheme();

const workbench = createWorkbench({
  tell: showToast,
  switchTheme: () => chooseTheme(shownTheme() === "dark" ? "light" : "dark"),
});
followAddress(workbench.workspace);

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");
createRoot(root).render(<App workbench={workbench} />);

// Offline copies are made once the page is at rest, so that they never delay it.
if (import.meta.env.PROD && "serviceWorker" in navigator) {
  addEventListener("load", () => {
    setTimeout(() => void navigator.serviceWorker.register("./sw.js", { scope: "./" }), 3000);
  });
}
