/** The editor in the product's own colours. */
import { type ShownTheme, tokenColour } from "../ui/index.ts";
import { editor } from "./monaco.ts";

/** Monaco wants colours as #rrggbb. */
const hex = (token: `--${string}`): string => {
  const [, ...parts] = /rgba?\((\d+),\s*(\d+),\s*(\d+)/.exec(tokenColour(token)) ?? [];
  if (parts.length < 3) return tokenColour(token);
  return `#${parts.map(part => Number(part).toString(16).padStart(2, "0")).join("")}`;
};

/** Defines the theme from the current tokens and applies it. */
export const applyEditorTheme = (theme: ShownTheme): void => {
  const rule = (token: string, colour: `--${string}`) => ({
    token,
    foreground: hex(colour).slice(1),
  });
  editor.defineTheme("stele", {
    base: theme === "dark" ? "vs-dark" : "vs",
    inherit: true,
    rules: [
      rule("", "--ink"),
      rule("keyword", "--code-keyword"),
      rule("string", "--code-string"),
      rule("number", "--code-number"),
      rule("comment", "--code-comment"),
      rule("type.identifier", "--code-name"),
      rule("delimiter", "--ink-soft"),
    ],
    colors: {
      "editor.background": hex("--surface"),
      "editor.foreground": hex("--ink"),
      "editorLineNumber.foreground": hex("--ink-faint"),
      "editorLineNumber.activeForeground": hex("--ink"),
      "editorCursor.foreground": hex("--accent"),
      "editor.selectionBackground": hex("--accent-soft"),
      "editor.lineHighlightBorder": hex("--surface"),
      "scrollbar.shadow": hex("--line"),
      "scrollbarSlider.background": hex("--line"),
      "scrollbarSlider.hoverBackground": hex("--line-strong"),
      "scrollbarSlider.activeBackground": hex("--line-strong"),
      "editorWidget.background": hex("--raised"),
      "editorWidget.border": hex("--line"),
      "editorSuggestWidget.background": hex("--raised"),
      "editorSuggestWidget.selectedBackground": hex("--accent-soft"),
      "editorSuggestWidget.selectedForeground": hex("--ink"),
      "editorHoverWidget.background": hex("--raised"),
      "editorHoverWidget.border": hex("--line"),
    },
  });
  editor.setTheme("stele");
};
