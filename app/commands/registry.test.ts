/** Every command of menus, buttons and keys is in the palette. */
import { expect, it } from "vitest";
import type { Command } from "./command.ts";
import * as exported from "./index.ts";

const isCommand = (value: unknown): value is Command =>
  typeof value === "object" && value !== null && "run" in value && "id" in value;

it("the palette has all commands", () => {
  const known = new Set(exported.commands.map(({ id }) => id));
  const commands = Object.values(exported).filter(isCommand);
  expect(commands.length).toBeGreaterThan(15);
  expect(commands.filter(({ id }) => !known.has(id)).map(({ id }) => id)).toEqual([]);
});
