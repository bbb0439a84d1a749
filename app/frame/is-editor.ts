/** Whether the target is an editor, which handles the clipboard itself. */
export const isEditor = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest("input, textarea, select, [contenteditable], .monaco-editor") !== null;
