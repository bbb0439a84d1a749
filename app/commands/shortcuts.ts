/** Finds the command of a key press. */
import type { Workbench } from "../state/index.ts";
import { type Command, isAvailable } from "./command.ts";

/** The relevant fields of a keyboard event. */
export type KeyPress = {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  /** The physical key, for digits, whose character depends on Shift. */
  readonly code: string;
};

export type KeyContext = {
  readonly bench: Workbench;
  readonly commands: readonly Command[];
  /** Whether the focus is in a text field, where most shortcuts do not apply. */
  readonly typing: boolean;
};

export const commandFor = (press: KeyPress, { bench, commands, typing }: KeyContext) =>
  commands.find(
    command =>
      (!typing || command.whileTyping === true) &&
      command.shortcuts?.some(shortcut => matches(shortcut, press)) &&
      isAvailable(command, bench),
  );

const matches = (shortcut: string, press: KeyPress): boolean => {
  const parts = shortcut === "+" ? ["+"] : shortcut.split("+");
  const key = parts.at(-1) ?? "";
  const wantsShift = parts.includes("Shift");
  // Characters such as + need Shift on some keyboard layouts.
  const shiftCounts = wantsShift || /^\w/.test(key);
  return (
    (press.ctrlKey || press.metaKey) === parts.includes("Mod") &&
    press.altKey === parts.includes("Alt") &&
    (!shiftCounts || press.shiftKey === wantsShift) &&
    (press.key.toLowerCase() === key.toLowerCase() || press.code === `Digit${key}`)
  );
};
