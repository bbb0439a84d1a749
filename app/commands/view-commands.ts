/** Commands for zoom, layout, panels, theme and the palette. */
import { recordsOf } from "../../engine/index.ts";
import type { Workbench } from "../state/index.ts";
import type { Command } from "./command.ts";

const panelToggle = (panel: "outline" | "inspector" | "problems", words: string): Command => ({
  id: `view.${panel}`,
  label: `Show or hide ${words}`,
  group: "View",
  keywords: "panel toggle",
  run: ({ workspace }) => workspace.setState(state => ({ [panel]: !state[panel] })),
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

export const findTable: Command = {
  id: "view.find",
  label: "Find a table or column",
  group: "View",
  shortcuts: ["Mod+F", "/"],
  keywords: "search",
  run(bench) {
    bench.workspace.setState({ outline: true });
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
export const toggleProblems = panelToggle("problems", "the problems");
