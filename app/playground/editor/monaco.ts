/** The editor with the features that a query needs. Loaded when it is first shown. */
import "monaco-editor/features/bracketMatching/register.js";
import "monaco-editor/features/caretOperations/register.js";
import "monaco-editor/features/clipboard/register.js";
import "monaco-editor/features/codicon/register.js";
import "monaco-editor/features/comment/register.js";
import "monaco-editor/features/contextmenu/register.js";
import "monaco-editor/features/cursorUndo/register.js";
import "monaco-editor/features/find/register.js";
import "monaco-editor/features/gotoError/register.js";
import "monaco-editor/features/hover/register.js";
import "monaco-editor/features/indentation/register.js";
import "monaco-editor/features/linesOperations/register.js";
import "monaco-editor/features/multicursor/register.js";
import "monaco-editor/features/parameterHints/register.js";
import "monaco-editor/features/smartSelect/register.js";
import "monaco-editor/features/snippet/register.js";
import "monaco-editor/features/suggest/register.js";
import "monaco-editor/features/toggleTabFocusMode/register.js";
import "monaco-editor/features/wordHighlighter/register.js";
import "monaco-editor/features/wordOperations/register.js";
import "monaco-editor/languages/definitions/typescript/register.js";
import {
  ScriptTarget,
  typescriptDefaults,
} from "monaco-editor/languages/features/typescript/register.js";
import TypeScriptWorker from "monaco-editor/languages/features/typescript/ts.worker.js?worker";
import { addLanguageWorker } from "../../editor/monaco.ts";

export {
  editor,
  type IPosition,
  KeyCode,
  KeyMod,
  MarkerSeverity,
  Range,
  Uri,
} from "../../editor/monaco.ts";

addLanguageWorker("typescript", () => new TypeScriptWorker());

/** The text is the body of an async function, so `return` and `await` are allowed at its top level. */
const BODY_OF_A_FUNCTION = [1108, 1375, 1378, 1431, 1432];

typescriptDefaults.setCompilerOptions({
  target: ScriptTarget.ESNext,
  lib: ["esnext"],
  types: [],
  strict: true,
  // Queries are easier to read without null checks. A run reports where it met null.
  strictNullChecks: false,
  noEmit: true,
  allowNonTsExtensions: true,
});
typescriptDefaults.setDiagnosticsOptions({ diagnosticCodesToIgnore: BODY_OF_A_FUNCTION });
typescriptDefaults.setEagerModelSync(true);

/** Declarations for the code, as files that exist only in the editor. */
export const setLibraries = (files: Readonly<Record<string, string>>): void => {
  typescriptDefaults.setExtraLibs(
    Object.entries(files).map(([filePath, content]) => ({ filePath, content })),
  );
};
