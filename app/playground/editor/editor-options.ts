/** The options of the query editor. */
import { COMMON_OPTIONS } from "../../editor/editor-options.ts";
import type { editor } from "./monaco.ts";

export const EDITOR_OPTIONS: editor.IStandaloneEditorConstructionOptions = {
  ...COMMON_OPTIONS,
  ariaLabel: "Query",
  tabSize: 2,
  quickSuggestions: { strings: true, other: true, comments: false },
  wordBasedSuggestions: "off",
};
