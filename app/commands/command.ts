/** A command is a value, which shortcuts, menus and the palette share. */
import type { Workbench } from "../state/index.ts";

export type Command = {
  /** A stable id, such as `table.add`. */
  readonly id: string;
  readonly label: string;
  readonly group: string;
  /** Shortcuts, such as `Mod+Shift+Z`; the interface shows the first. */
  readonly shortcuts?: readonly string[];
  /** Additional search terms for the palette. */
  readonly keywords?: string;
  /** Whether the shortcut also works in text fields. */
  readonly whileTyping?: boolean;
  readonly when?: (bench: Workbench) => boolean;
  readonly run: (bench: Workbench) => void;
};

export const isAvailable = (command: Command, bench: Workbench): boolean =>
  command.when?.(bench) ?? true;
