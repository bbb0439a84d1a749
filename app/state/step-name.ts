/** The names of steps, for lists and screen readers. */
import type { Diff, SchemaRecord } from "../../engine/index.ts";
import type { History, Step } from "./history.ts";

/** Words of labels, and the records that they mean. */
const KINDS: Readonly<Record<string, SchemaRecord["kind"]>> = {
  table: "table",
  column: "column",
  relation: "foreignKey",
  index: "index",
  check: "check",
  enum: "enum",
};

/** A step with what it is about, such as "Delete column email" or "Rename table posts to articles". */
export const stepName = ({ label, diff }: Step): string => {
  const name = subjectOf(label, diff);
  const words = name === null || name === "" ? label : `${label} ${name}`;
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** The name of the record that a label means, or of the only one that is changed. */
const subjectOf = (label: string, { added, removed, updated }: Diff): string | null => {
  const changes: readonly Subject[] = [
    ...[...added.values(), ...removed.values()].map(record => ({ from: record, to: record })),
    ...updated.values(),
  ];
  const kind = KINDS[label.split(" ").at(-1) ?? ""];
  const meant = changes.filter(({ to }) => to.kind === kind);
  const [subject] = meant.length > 0 ? meant : changes;
  return subject && (meant.length > 0 || changes.length === 1) ? nameOfSubject(subject) : null;
};

type Subject = { readonly from: SchemaRecord; readonly to: SchemaRecord };

const nameOfSubject = ({ from, to }: Subject): string | null => {
  const [before, after] = [nameOf(from), nameOf(to)];
  return before && after && before !== after ? `${before} to ${after}` : after;
};

const nameOf = (record: SchemaRecord): string | null => {
  if (record.kind === "foreignKey") return record.forward;
  return "name" in record ? record.name : null;
};

/** What has happened between two states of a history; null if no step was made, undone or redone. */
export const historyNews = (before: History, after: History): string | null => {
  const [last, next] = [before.past.at(-1), after.past.at(-1)];
  const undone = after.future.length - before.future.length;
  if (undone > 0 && last) {
    return undone === 1 ? `Undid: ${stepName(last)}` : `Undid ${undone} steps`;
  }
  if (undone < 0 && next === before.future.at(undone)) {
    return undone === -1 && next ? `Redid: ${stepName(next)}` : `Redid ${-undone} steps`;
  }
  const isContinued = next?.mark !== undefined && next.mark === last?.mark;
  return next === undefined || next === last || isContinued ? null : stepName(next);
};
