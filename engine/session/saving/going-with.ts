/** Which rows a deletion takes with it, as the database cascades. */
import type { RelationModel } from "../../query/index.ts";
import type { Entity } from "../entities/entity-state.ts";
import type { IdentityMap } from "../entities/identity-map.ts";
import type { FlushStep } from "./flush-plan.ts";
import { referencesLeft, referredBy } from "./key-moves.ts";

type Deletions = ReadonlyMap<Entity, FlushStep>;

const cascades = ({ onDelete }: RelationModel): boolean => onDelete === "cascade";

/** What an entity goes with: nothing of one that is deleted is written before, so its row refers to what it did. */
const aboveOf = (
  entity: Entity,
  deletions: Deletions,
  identities: IdentityMap,
): readonly Entity[] => {
  const deletion = deletions.get(entity);
  if (!deletion) return referredBy(entity, identities, cascades);
  return referencesLeft(deletion, identities)
    .filter(({ relation }) => cascades(relation))
    .map(({ target }) => target);
};

/** Some entities, and all that they go with. */
const withAbove = (
  entities: readonly Entity[],
  deletions: Deletions,
  identities: IdentityMap,
): ReadonlySet<Entity> => {
  const above = new Set(entities);
  for (const entity of above) {
    for (const each of aboveOf(entity, deletions, identities)) above.add(each);
  }
  return above;
};

/** Gives the deletions among some steps by which entities go, their own and those of what they go with. */
export const deletionsAbove = (
  steps: readonly FlushStep[],
  identities: IdentityMap,
): ((entities: readonly Entity[]) => readonly FlushStep[]) => {
  const deleting = steps.filter(({ kind }) => kind === "delete");
  if (deleting.length === 0) return () => [];
  const deletions = new Map(deleting.map(step => [step.entity, step]));
  return entities =>
    [...withAbove(entities, deletions, identities)].flatMap(entity => deletions.get(entity) ?? []);
};
