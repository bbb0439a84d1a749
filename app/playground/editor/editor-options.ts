/** The options of the query editor. */
import type { editor } from "./monaco.ts";

export const EDITOR_OPTIONS: editor.IStandaloneEditorConstructionOptions = {
  theme: "stele",
  automaticLayout: true,
  ariaLabel: "Query",
  fontFamily: '"JetBrains Mono Variable", monospace',
  fontSize: 13,
  lineHeight: 20,
  fontLigatures: false,
  minimap: { enabled: false },
  overviewRulerLanes: 0,
  lineNumbersMinChars: 3,
  folding: false,
  glyphMargin: false,
  scrollBeyondLastLine: false,
  renderLineHighlight: "none",
  padding: { top: 8, bottom: 8 },
  tabSize: 2,
  fixedOverflowWidgets: true,
  scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10 },
  quickSuggestions: { strings: true, other: true, comments: false },
  wordBasedSuggestions: "off",
  stickyScroll: { enabled: false },
};
