/** Commands for zoom, layout, panels, theme and the palette. */
import { recordsOf } from "../../engine/index.ts";
import { isPanelShown, type SidePanel, setPanelShown, type Workbench } from "../state/index.ts";
import type { Command } from "./command.ts";

const panelToggle = (panel: SidePanel, words: string): Command => ({
  id: `view.${panel}`,
  label: `Show or hide ${words}`,
  group: "View",
  keywords: "panel toggle",
  run: ({ workspace }) =>
    setPanelShown(workspace, panel, !isPanelShown(workspace.getState(), panel)),
});

const panelMove = (by: 1 | -1, which: string, shortcut: string): Command => ({
  id: `view.${which}-panel`,
  label: `Go to the ${which} panel`,
  group: "View",
  shortcuts: [shortcut],
  whileTyping: true,
  keywords: "focus",
  run: ({ ports }) => ports.panels?.move(by),
});

const hasCanvas = ({ ports }: Workbench) => ports.canvas !== null;

export const fitDiagram: Command = {
  id: "view.fit",
  label: "Fit the diagram into view",
  group: "View",
  shortcuts: ["Shift+1"],
  keywords: "zoom all",
  when: hasCanvas,
  run: ({ ports }) => ports.canvas?.fit(),
};

export const zoomIn: Command = {
  id: "view.zoom-in",
  label: "Zoom in",
  group: "View",
  shortcuts: ["+", "="],
  when: hasCanvas,
  run: ({ ports }) => ports.canvas?.zoomIn(),
};

export const zoomOut: Command = {
  id: "view.zoom-out",
  label: "Zoom out",
  group: "View",
  shortcuts: ["-"],
  when: hasCanvas,
  run: ({ ports }) => ports.canvas?.zoomOut(),
};

export const tidyUp: Command = {
  id: "view.tidy",
  label: "Tidy up the diagram",
  group: "View",
  keywords: "layout arrange automatic",
  when: bench =>
    hasCanvas(bench) && recordsOf(bench.project.getState().document, "table").length > 1,
  run({ ports, project }) {
    const { tables } = project.getState().selection;
    ports.canvas?.tidy(tables.size > 1 ? [...tables] : undefined);
  },
};

export const savePicture: Command = {
  id: "view.picture",
  label: "Save a picture of the diagram…",
  group: "Diagram",
  keywords: "export image svg png pdf print",
  when: ({ project }) => project.getState().document.records.size > 0,
  run: ({ workspace }) => workspace.setState({ dialog: "picture" }),
};

export const findTable: Command = {
  id: "view.find",
  label: "Find a table or column",
  group: "View",
  shortcuts: ["Mod+F", "/"],
  keywords: "search",
  run(bench) {
    setPanelShown(bench.workspace, "outline", true);
    // The outline may have been opened in this moment.
    requestAnimationFrame(() => bench.ports.search?.focus());
  },
};

export const openPalette: Command = {
  id: "view.palette",
  label: "Search or run a command",
  group: "View",
  shortcuts: ["Mod+K"],
  whileTyping: true,
  run: ({ workspace }) => workspace.setState({ palette: true }),
};

export const openGuide: Command = {
  id: "view.guide",
  label: "Read the guide of queries and sessions",
  group: "View",
  run: ({ workspace }) => workspace.setState({ dialog: "guide" }),
};

export const switchTheme: Command = {
  id: "view.theme",
  label: "Switch between light and dark",
  group: "View",
  keywords: "theme colour mode",
  run: ({ ports }) => ports.switchTheme(),
};

export const toggleOutline = panelToggle("outline", "the list of tables");
export const toggleInspector = panelToggle("inspector", "the inspector");

export const toggleProblems: Command = {
  id: "view.problems",
  label: "Show or hide the problems",
  group: "View",
  keywords: "panel toggle errors warnings hints",
  run: ({ workspace }) => workspace.setState(({ problems }) => ({ problems: !problems })),
};

export const nextPanel = panelMove(1, "next", "F6");
export const previousPanel = panelMove(-1, "previous", "Shift+F6");
