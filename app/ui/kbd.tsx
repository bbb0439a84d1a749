/** A keyboard shortcut. */
import { classNames } from "./class-names.ts";
import styles from "./kbd.module.css";

const isApple = /Mac|iPhone|iPad/.test(navigator.platform);
const APPLE_NAMES: Readonly<Record<string, string>> = {
  Mod: "⌘",
  Shift: "⇧",
  Alt: "⌥",
  Enter: "↩",
};

export type KbdProps = {
  /** Keys joined by `+`, such as `Mod+Shift+Z`; `Mod` is Ctrl, or ⌘ on a Mac. */
  readonly keys: string;
  readonly className?: string | undefined;
};

export const Kbd = ({ keys, className }: KbdProps) => (
  <kbd className={classNames(styles.kbd, className)}>{shortcutText(keys)}</kbd>
);

/** The text of a shortcut: `Ctrl Shift Z`, or `⌘⇧Z` on a Mac. */
export const shortcutText = (keys: string): string => {
  const parts = keys.split("+");
  if (isApple) return parts.map(part => APPLE_NAMES[part] ?? part).join("");
  return parts.map(part => (part === "Mod" ? "Ctrl" : part)).join(" ");
};
