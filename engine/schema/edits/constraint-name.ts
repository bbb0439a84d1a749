/** Names of constraints: keys, checks and foreign keys of one table. */
import type { Report } from "../../base/index.ts";
import type { Diff } from "../diff.ts";
import { sameName, type TableView } from "../views.ts";
import { refusal } from "./refusal.ts";

/** The name as it is stored: null without one. */
export const constraintNameOf = (name: string | null): string | null => name?.trim() || null;

/** Refuses a name that another constraint of the table has; null for a usable name. */
export const refuseConstraintName = (
  view: TableView,
  name: string | null,
  own: string | null = null,
): Report<Diff> | null => {
  if (name === null) return null;
  if (name.includes("\0")) return refusal("bad-name", "A name cannot contain the zero character.");
  const keys = view.primaryKey ? [view.primaryKey, ...view.uniqueKeys] : view.uniqueKeys;
  const isTaken = [...keys, ...view.checks, ...view.foreignKeys].some(
    other => other.id !== own && other.name !== null && sameName(other.name, name),
  );
  return isTaken
    ? refusal("name-taken", `"${view.table.name}" already has a constraint "${name}".`)
    : null;
};
