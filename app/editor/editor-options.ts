/** The options that all editors share. */
import type { editor } from "./monaco.ts";

export const COMMON_OPTIONS: editor.IStandaloneEditorConstructionOptions = {
  theme: "stele",
  automaticLayout: true,
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
  fixedOverflowWidgets: true,
  scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10 },
  stickyScroll: { enabled: false },
};
