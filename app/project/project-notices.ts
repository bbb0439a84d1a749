/** Notices about stored projects that cannot be opened as they were left. */
import type { Diagnostic } from "../../engine/index.ts";
import type { Notice } from "../state/index.ts";
import { download } from "./download.ts";
import type { SetAside } from "./project-reader.ts";

const MAX_NOTICES = 3;

const SET_ASIDE = {
  damaged: {
    title: "Changes that were not saved cannot be read",
    description: "A page left them when it closed.",
  },
  conflict: {
    title: "Changes of a closed tab are not in the project",
    description: "They were not saved, and another tab has changed the project since.",
  },
} as const;

export const noticeOfSetAside = ({ text, reason }: SetAside): Notice => {
  const run = () => download({ name: "unsaved-changes.json", content: text });
  return { kind: "error", ...SET_ASIDE[reason], action: { label: "Save them as a file", run } };
};

type Unopened = {
  readonly name: string;
  readonly thrown: unknown;
  /** Saves what is stored as a file. */
  readonly save: () => void;
};

export const noticeOfUnopened = ({ name, thrown, save }: Unopened): Notice => {
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  return {
    kind: "error",
    title: `"${name}" could not be opened`,
    description: `${reason} It stays in the list of projects.`,
    action: { label: "Save what is stored as a file", run: save },
  };
};

/** The first diagnostics of stored data. */
export const noticesOf = (diagnostics: readonly Diagnostic[]): readonly Notice[] =>
  diagnostics
    .slice(0, MAX_NOTICES)
    .map(({ message, hint = "" }) => ({ kind: "error", title: message, description: hint }));
