/** Groups new rows by table, so that a server can insert many rows with one statement. */
import { groupBy } from "../../../base/index.ts";
import { type Entity, stateOf } from "../../entities/entity-state.ts";
import type { FlushStep } from "./flush-step.ts";

/** New rows without references to new rows come first, then rows that reference those, and so on. */
export const byLevel = (steps: readonly FlushStep[]): readonly FlushStep[] => {
  const inserts = steps.filter(({ kind }) => kind === "insert");
  const levels = new Map<Entity, number>();
  const levelOf = ({ links }: FlushStep): number =>
    links.reduce((most, { target }) => Math.max(most, (levels.get(target) ?? -1) + 1), 0);
  for (const step of inserts) levels.set(step.entity, levelOf(step));
  const deepest = [...levels.values()].reduce((most, level) => Math.max(most, level), 0);
  const byDepth = groupBy(inserts, ({ entity }) => levels.get(entity) ?? 0);
  const grouped = Array.from({ length: deepest + 1 }, (_, level) =>
    [...groupBy(byDepth.get(level) ?? [], ({ entity }) => stateOf(entity).model).values()].flat(),
  ).flat();
  return [...grouped, ...steps.filter(({ kind }) => kind !== "insert")];
};
