/** The editor of the query, with the failure and the highlights of a run. */
import { useEffect, useRef } from "react";
import type { RunFailure } from "../../runners/index.ts";
import { activeQuery, type SavedQuery } from "../../state/index.ts";
import { onThemeChange, shownTheme } from "../../ui/index.ts";
import type { Playground } from "../playground.ts";
import { shownRun } from "../playground-store.ts";
import styles from "./code-editor.module.css";
import { clauseDecorations, originAt, pointedDecoration } from "./decorations.ts";
import { editorLanguages } from "./editor-languages.ts";
import { applyEditorTheme } from "./editor-theme.ts";
import { librariesFor } from "./libraries.ts";
import { editor, KeyCode, KeyMod, MarkerSeverity, setLibraries, Uri } from "./monaco.ts";

const OPTIONS: editor.IStandaloneEditorConstructionOptions = {
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

const marker = (failure: RunFailure, model: editor.ITextModel): editor.IMarkerData => {
  const range = failure.origin ?? { start: 0, end: 1 };
  const from = model.getPositionAt(range.start);
  const to = model.getPositionAt(range.end);
  return {
    severity: MarkerSeverity.Error,
    message: [failure.message, failure.hint].filter(Boolean).join("\n"),
    startLineNumber: from.lineNumber,
    startColumn: from.column,
    endLineNumber: to.lineNumber,
    endColumn: to.column,
  };
};

/** The text of a query in its language. Queries of one language share a model. */
const modelOf = ({ language, text }: SavedQuery): editor.ITextModel => {
  const { id, file } = editorLanguages[language];
  const uri = Uri.parse(file);
  const model = editor.getModel(uri) ?? editor.createModel(text, id, uri);
  if (model.getValue() !== text) model.setValue(text);
  return model;
};

/** Connects an editor to the playground; returns a function that disconnects it. */
const connect = (host: HTMLElement, playground: Playground): (() => void) => {
  const { store, queries, project } = playground;
  applyEditorTheme(shownTheme());
  setLibraries(librariesFor(project.getState().document));
  let model = modelOf(activeQuery(queries.getState()));
  const view = editor.create(host, { ...OPTIONS, model });
  const clauses = view.createDecorationsCollection();
  const pointer = view.createDecorationsCollection();

  const showRun = () => {
    const state = store.getState();
    const run = shownRun(state);
    const isCurrent = run?.code === model.getValue();
    if (run && isCurrent) clauses.set(clauseDecorations(run, model));
    const failed = state.failed?.code === model.getValue() ? state.failed.failure : null;
    if (failed) clauses.clear();
    editor.setModelMarkers(model, "run", failed ? [marker(failed, model)] : []);
  };
  const point = (offset: number | null) => {
    const run = shownRun(store.getState());
    const isCurrent = offset !== null && run?.code === model.getValue();
    store.setState({ pointed: run && isCurrent ? originAt(run, offset) : null });
  };
  const disposables = [
    view.onDidChangeModelContent(() => queries.write(model.getValue())),
    view.onDidChangeCursorPosition(({ position, source }) => {
      if (source === "keyboard") point(model.getOffsetAt(position));
    }),
    view.onMouseMove(({ target }) =>
      point(target.position ? model.getOffsetAt(target.position) : null),
    ),
  ];
  // The editor's own event also fires when the line under the pointer is redrawn.
  const leave = () => point(null);
  host.addEventListener("mouseleave", leave);
  view.addCommand(KeyMod.CtrlCmd | KeyCode.Enter, () => void playground.runAndKeep());
  const stops = [
    onThemeChange(() => applyEditorTheme(shownTheme())),
    queries.subscribe(state => {
      model = modelOf(activeQuery(state));
      if (view.getModel() !== model) view.setModel(model);
    }),
    project.subscribe((state, before) => {
      if (state.document !== before.document) setLibraries(librariesFor(state.document));
    }),
    store.subscribe((state, before) => {
      if (state.pointed !== before.pointed) {
        pointer.set(state.pointed ? [pointedDecoration(state.pointed, model)] : []);
      }
      if (shownRun(state) !== shownRun(before) || state.failed !== before.failed) showRun();
    }),
  ];
  showRun();
  return () => {
    for (const stop of stops) stop();
    host.removeEventListener("mouseleave", leave);
    for (const disposable of disposables) disposable.dispose();
    view.dispose();
  };
};

export const CodeEditor = ({ playground }: { readonly playground: Playground }) => {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => (host.current ? connect(host.current, playground) : undefined), [playground]);
  return <div ref={host} className={styles.host} />;
};

export default CodeEditor;
