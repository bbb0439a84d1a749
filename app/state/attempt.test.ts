import { expect, it } from "vitest";
import { attempt } from "./attempt.ts";
import type { Notice } from "./ports.ts";

it.each([
  () => {
    throw new Error("no room");
  },
  () => Promise.reject(new Error("no room")),
])("a failure, now or later, is shown until it is closed", async operation => {
  const notices: Notice[] = [];
  await attempt({ notify: notice => void notices.push(notice) }, operation);
  expect(notices).toEqual([
    { kind: "error", title: "The operation failed", description: "no room" },
  ]);
});
