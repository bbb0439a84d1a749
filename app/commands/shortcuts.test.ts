import { describe, expect, test } from "vitest";
import { createWorkbench } from "../state/index.ts";
import { commands } from "./registry.ts";
import { commandFor, type KeyPress } from "./shortcuts.ts";
import { addTableAt } from "./table-commands.ts";

const bench = createWorkbench({ notify() {}, switchTheme() {} });

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: "",
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
});

const meant = (pressed: KeyPress, typing = false) =>
  commandFor(pressed, { bench, commands, typing })?.id;

describe("shortcuts", () => {
  test("a letter runs its command, but not while text is typed", () => {
    expect(meant(press("t"))).toBe("table.add");
    expect(meant(press("t"), true)).toBeUndefined();
    expect(meant(press("t", { ctrlKey: true }))).toBeUndefined();
  });

  test("the palette opens from anywhere, with Ctrl or the Apple key", () => {
    expect(meant(press("k", { ctrlKey: true }), true)).toBe("view.palette");
    expect(meant(press("k", { metaKey: true }))).toBe("view.palette");
  });

  test("undo and redo answer only when there is something to undo or redo", () => {
    expect(meant(press("z", { ctrlKey: true }))).toBeUndefined();
    addTableAt(bench, { x: 0, y: 0 });
    expect(meant(press("z", { ctrlKey: true }))).toBe("edit.undo");
    expect(meant(press("Z", { ctrlKey: true, shiftKey: true }))).toBeUndefined();
    bench.project.undo();
    expect(meant(press("Z", { ctrlKey: true, shiftKey: true }))).toBe("edit.redo");
    expect(meant(press("y", { ctrlKey: true }))).toBe("edit.redo");
  });

  test("no two commands share an id", () => {
    const ids = commands.map(command => command.id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
