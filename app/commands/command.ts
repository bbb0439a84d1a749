/** A command is a value: keys, menus and the palette all read the same one. */
import type { Workbench } from "../state/index.ts";

export type Command = {
  /** Stable, such as `table.add`. */
  readonly id: string;
  readonly label: string;
  readonly group: string;
  /** Keys joined by `+`, such as `Mod+Shift+Z`; the first is the one that is shown. */
  readonly shortcuts?: readonly string[];
  /** Other words by which the palette finds it. */
  readonly keywords?: string;
  /** Whether the keys also count while text is being typed. */
  readonly whileTyping?: boolean;
  readonly when?: (bench: Workbench) => boolean;
  readonly run: (bench: Workbench) => void;
};

export const isAvailable = (command: Command, bench: Workbench): boolean =>
  command.when?.(bench) ?? true;
