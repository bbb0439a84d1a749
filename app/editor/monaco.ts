/** The editor, with its workers. Features and languages are registered where they are used. */
import EditorWorker from "monaco-editor/editor/editor.worker.js?worker";

export {
  editor,
  type IPosition,
  KeyCode,
  KeyMod,
  MarkerSeverity,
  Range,
  Uri,
} from "monaco-editor/editor/editor.api.js";

const workers = new Map<string, () => Worker>();

/** Registers the worker of a language. */
export const addLanguageWorker = (language: string, create: () => Worker): void => {
  workers.set(language, create);
};

/** Workers are bundled with the app, because a bundler does not see addresses that the editor builds. */
const getWorker = (_module: string, label: string): Worker =>
  workers.get(label)?.() ?? new EditorWorker();

Object.assign(globalThis, { MonacoEnvironment: { getWorker } });
