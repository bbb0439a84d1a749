/** From keys pressed to the command that they mean. */
import type { Workbench } from "../state/index.ts";
import { type Command, isAvailable } from "./command.ts";

/** The part of a keyboard event that matters here. */
export type KeyPress = {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  /** The key's place on the keyboard, for digits, whose sign depends on Shift. */
  readonly code: string;
};

export type KeyContext = {
  readonly bench: Workbench;
  readonly commands: readonly Command[];
  /** Whether the keys go into a text, where most commands must stay away. */
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
  // Signs such as + come with or without Shift, as the keyboard's layout has it.
  const shiftCounts = wantsShift || /^\w/.test(key);
  return (
    (press.ctrlKey || press.metaKey) === parts.includes("Mod") &&
    press.altKey === parts.includes("Alt") &&
    (!shiftCounts || press.shiftKey === wantsShift) &&
    (press.key.toLowerCase() === key.toLowerCase() || press.code === `Digit${key}`)
  );
};
