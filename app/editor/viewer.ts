/** A read-only editor: colours, search, and one highlighted range. */
import "monaco-editor/features/clipboard/register.js";
import "monaco-editor/features/codicon/register.js";
import "monaco-editor/features/contextmenu/register.js";
import "monaco-editor/features/find/register.js";
import "monaco-editor/features/toggleTabFocusMode/register.js";
import "monaco-editor/languages/definitions/python/register.js";
import "monaco-editor/languages/definitions/sql/register.js";
import type { TextRange } from "../../engine/index.ts";
import { onThemeChange, shownTheme } from "../ui/index.ts";
import { COMMON_OPTIONS } from "./editor-options.ts";
import { applyEditorTheme } from "./editor-theme.ts";
import { editor, type IPosition, Range } from "./monaco.ts";

export type ViewedCode = { readonly text: string; readonly language: string };

export type ViewerOptions = {
  readonly host: HTMLElement;
  readonly label: string;
  /** Receives the offset of the character under the pointer or the cursor; null where there is none. */
  readonly onPoint: (offset: number | null) => void;
};

export class Viewer {
  readonly #view: editor.IStandaloneCodeEditor;
  readonly #marks: editor.IEditorDecorationsCollection;
  readonly #stops: readonly (() => void)[];

  constructor({ host, label, onPoint }: ViewerOptions) {
    applyEditorTheme(shownTheme());
    this.#view = editor.create(host, {
      ...COMMON_OPTIONS,
      ariaLabel: label,
      readOnly: true,
      domReadOnly: true,
      bracketPairColorization: { enabled: false },
      model: editor.createModel("", "plaintext"),
    });
    this.#marks = this.#view.createDecorationsCollection();
    const point = (position: IPosition | null) => {
      const model = this.#view.getModel();
      onPoint(model && position ? model.getOffsetAt(position) : null);
    };
    const disposables = [
      this.#view.onMouseMove(({ target }) => point(target.position)),
      this.#view.onMouseLeave(() => point(null)),
      this.#view.onDidChangeCursorPosition(({ position, source }) => {
        if (source === "keyboard") point(position);
      }),
    ];
    this.#stops = [
      onThemeChange(() => applyEditorTheme(shownTheme())),
      ...disposables.map(disposable => () => disposable.dispose()),
    ];
  }

  /** Replaces the code; the scroll position is kept. */
  show({ text, language }: ViewedCode): void {
    const model = this.#view.getModel();
    if (!model) return;
    editor.setModelLanguage(model, language);
    if (model.getValue() === text) return;
    const top = this.#view.getScrollTop();
    model.setValue(text);
    this.#view.setScrollTop(top);
  }

  /** Highlights the lines of ranges, none at first. */
  mark(ranges: readonly TextRange[]): void {
    const model = this.#view.getModel();
    if (!model) return;
    this.#marks.set(
      ranges.map(({ start, end }) => ({
        range: Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end)),
        options: { isWholeLine: true, className: "stele-marked-lines" },
      })),
    );
  }

  /** Scrolls to an offset, if it is not visible. */
  reveal(offset: number): void {
    const model = this.#view.getModel();
    if (!model) return;
    this.#view.revealPositionNearTop(model.getPositionAt(offset), editor.ScrollType.Immediate);
  }

  close(): void {
    for (const stop of this.#stops) stop();
    this.#view.getModel()?.dispose();
    this.#view.dispose();
  }
}
