/** Commands that switch screens. */
import type { ScreenName } from "../state/index.ts";
import type { Command } from "./command.ts";

const goTo = (screen: ScreenName, label: string, shortcut: string): Command => ({
  id: `go.${screen}`,
  label,
  group: "Go to",
  shortcuts: [shortcut],
  whileTyping: true,
  run: ({ workspace }) => workspace.setState({ screen }),
});

export const screenCommands: readonly Command[] = [
  goTo("design", "Go to Design", "Alt+1"),
  goTo("query", "Go to Query", "Alt+2"),
  goTo("export", "Go to Export", "Alt+3"),
];
