/** Which rows went in a save beside those that it deleted, followed in memory once it is done. */
import { groupBy } from "../../base/index.ts";
import { type Entity, stateOf } from "../entities/entity-state.ts";
import { followDeletion, followLoss, type Known } from "./cascades.ts";
import type { FlushStep } from "./flush-plan.ts";
import type { LinkChange } from "./link-changes.ts";
import { rowsOf } from "./link-rows.ts";

/** What is loaded when a save is done. */
type Loaded = Omit<Known, "written">;

const byModel = (entities: readonly Entity[]) => groupBy(entities, entity => stateOf(entity).model);

const follow = (deleted: readonly Entity[], known: Known): readonly Entity[] =>
  [...byModel(deleted)].flatMap(([model, entities]) => followDeletion(model, entities, known));

/** Follows what the database deleted with rows, and gives it; what was written after them refers to others. */
export const followDeletions = (steps: readonly FlushStep[], loaded: Loaded): readonly Entity[] => {
  const { displaced } = loaded;
  if (displaced.length === 0 && !steps.some(({ kind }) => kind === "delete")) return [];
  const known = { ...loaded, written: new Set<Entity>() };
  const gone: (readonly Entity[])[] = [];
  let deleted: Entity[] = [];
  for (const { kind, entity } of steps.toReversed()) {
    if (kind === "delete") deleted.push(entity);
    else if (deleted.length > 0) {
      gone.push(follow(deleted, known));
      deleted = [];
    }
    if (kind !== "delete") known.written.add(entity);
  }
  gone.push(follow(deleted, known));
  return [...gone, followDisplaced(known)].flat();
};

/** Whose key another has is gone, also where nobody knows with what. */
const followDisplaced = (known: Known): readonly Entity[] => {
  const left = known.displaced.filter(entity => stateOf(entity).status !== "deleted");
  return [...byModel(left)].flatMap(([model, entities]) => followLoss(model, entities, known));
};

/** Follows what went with the rows of join tables whose links ended, and gives it. */
export const followUnlinks = (links: readonly LinkChange[], loaded: Loaded): readonly Entity[] => {
  const known = { ...loaded, written: new Set<Entity>() };
  return rowsOf(links, known.identities).flatMap(([model, entities]) =>
    followLoss(model, entities, known),
  );
};
