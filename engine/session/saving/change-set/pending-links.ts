/** The references of entities that a save has to write. */
import type { RelationModel } from "../../../query/index.ts";
import { type Entity, heldReferences } from "../../entities/entity-state.ts";

/** A reference to an entity whose key may not be known yet. */
export type PendingLink = { readonly relation: RelationModel; readonly target: Entity };

export const NO_LINKS: readonly PendingLink[] = [];

/** The references of a new or changed entity. */
export const linksOf = (entity: Entity): readonly PendingLink[] => {
  const references = heldReferences(entity);
  if (references.length === 0) return NO_LINKS;
  const links: PendingLink[] = [];
  for (const { relation, target } of references) {
    if (relation.holdsKey && target) links.push({ relation, target });
  }
  return links;
};
