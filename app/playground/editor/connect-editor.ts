/** Connects an editor to the playground: what is typed goes to the query, runs come back as marks. */
import { applyEditorTheme } from "../../editor/editor-theme.ts";
import type { RunFailure } from "../../runners/index.ts";
import { activeQuery, type SavedQuery } from "../../state/index.ts";
import { onThemeChange, shownTheme } from "../../ui/index.ts";
import type { Playground } from "../playground.ts";
import { shownRun } from "../playground-store.ts";
import { clauseDecorations, originAt, pointedDecoration } from "./decorations.ts";
import { editorLanguages } from "./editor-languages.ts";
import { EDITOR_OPTIONS } from "./editor-options.ts";
import { librariesFor } from "./libraries.ts";
import {
  editor,
  type IPosition,
  KeyCode,
  KeyMod,
  MarkerSeverity,
  setLibraries,
  Uri,
} from "./monaco.ts";

type Connection = {
  readonly playground: Playground;
  readonly host: HTMLElement;
  readonly view: editor.IStandaloneCodeEditor;
  readonly clauses: editor.IEditorDecorationsCollection;
  readonly pointer: editor.IEditorDecorationsCollection;
};

type Stop = () => void;

/** Creates an editor for the playground's query; returns a function that removes it. */
export const connectEditor = (host: HTMLElement, playground: Playground): Stop => {
  const { queries, project } = playground;
  applyEditorTheme(shownTheme());
  setLibraries(librariesFor(project.getState().document));
  const model = modelOf(activeQuery(queries.getState()));
  const view = editor.create(host, { ...EDITOR_OPTIONS, model });
  const connection: Connection = {
    playground,
    host,
    view,
    clauses: view.createDecorationsCollection(),
    pointer: view.createDecorationsCollection(),
  };
  const stops = [...listenToEditor(connection), ...listenToState(connection)];
  showRun(connection);
  return () => {
    for (const stop of stops) stop();
    view.dispose();
  };
};

/** Reports what happens in the editor to the playground. */
const listenToEditor = ({ playground, host, view }: Connection): readonly Stop[] => {
  const point = (position: IPosition | null) => pointAt(playground, view.getModel(), position);
  const disposables = [
    view.onDidChangeModelContent(() => playground.queries.write(view.getValue())),
    view.onDidChangeCursorPosition(({ position, source }) => {
      if (source === "keyboard") point(position);
    }),
    view.onMouseMove(({ target }) => point(target.position)),
  ];
  // The editor's own event also fires when the line under the pointer is redrawn.
  const leave = () => point(null);
  host.addEventListener("mouseleave", leave);
  view.addCommand(KeyMod.CtrlCmd | KeyCode.Enter, () => void playground.runAndKeep());
  return [
    () => host.removeEventListener("mouseleave", leave),
    ...disposables.map(disposable => () => disposable.dispose()),
  ];
};

/** Shows the theme, the query, the design and the runs in the editor when they change. */
const listenToState = (connection: Connection): readonly Stop[] => {
  const { playground, view, pointer } = connection;
  return [
    onThemeChange(() => applyEditorTheme(shownTheme())),
    playground.queries.subscribe(state => {
      const model = modelOf(activeQuery(state));
      if (view.getModel() !== model) view.setModel(model);
    }),
    playground.project.subscribe((state, before) => {
      if (state.document !== before.document) setLibraries(librariesFor(state.document));
    }),
    playground.store.subscribe((state, before) => {
      const model = view.getModel();
      if (model && state.pointed !== before.pointed) {
        pointer.set(state.pointed ? [pointedDecoration(state.pointed, model)] : []);
      }
      if (shownRun(state) !== shownRun(before) || state.failed !== before.failed) {
        showRun(connection);
      }
    }),
  ];
};

/** Shows the clauses and the failure of a run whose code is the text in the editor. */
const showRun = ({ playground, view, clauses }: Connection): void => {
  const model = view.getModel();
  if (!model) return;
  const state = playground.store.getState();
  const run = shownRun(state);
  const isCurrent = run?.code === model.getValue();
  if (run && isCurrent) clauses.set(clauseDecorations(run, model));
  const failed = state.failed?.code === model.getValue() ? state.failed.failure : null;
  if (failed) clauses.clear();
  editor.setModelMarkers(model, "run", failed ? [marker(failed, model)] : []);
};

/** Highlights what the run made of the code at a position; null removes the highlight. */
const pointAt = (
  { store }: Playground,
  model: editor.ITextModel | null,
  position: IPosition | null,
): void => {
  const run = shownRun(store.getState());
  const isCurrent = model !== null && position !== null && run?.code === model.getValue();
  store.setState({ pointed: run && isCurrent ? originAt(run, model.getOffsetAt(position)) : null });
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
