/** Plans the steps of a flush, with reasons. */
import { groupBy } from "../../../base/index.ts";
import type { RelationModel } from "../../../query/index.ts";
import { labelOf } from "../../entities/entity.ts";
import { type Entity, stateOf } from "../../entities/entity-state.ts";
import type { IdentityMap } from "../../entities/identity-map.ts";
import { dependentRelations } from "../cascades/cascades.ts";
import { linksOf, NO_LINKS, type PendingLink } from "../change-set/pending-links.ts";
import { AssignedKeys } from "./assigned-keys.ts";
import { planDeletions } from "./delete-order.ts";
import { closingStep, deleteStep, type FlushStep, insertStep } from "./flush-step.ts";
import { PlaceholderStep } from "./placeholder-step.ts";
import { nullableColumn, type RowReference } from "./row-references.ts";

/** The entities that a save has to insert, update and delete. */
export type ChangeSet = {
  readonly inserted: readonly Entity[];
  readonly updated: readonly FlushStep[];
  readonly deleted: readonly Entity[];
};

const isNew = (entity: Entity): boolean => stateOf(entity).status === "new";

/** An entity whose references are being followed. */
type Visit = {
  readonly entity: Entity;
  /** The references that are not followed yet. */
  readonly links: PendingLink[];
  readonly ready: PendingLink[];
  readonly postponed: PendingLink[];
};

/** Orders inserts so that referenced rows come first; an update closes a cycle. */
class InsertOrder {
  readonly steps: FlushStep[] = [];
  readonly #assignedKeys: AssignedKeys;
  readonly #closing: FlushStep[] = [];
  readonly #visiting = new Set<Entity>();
  readonly #done = new Set<Entity>();

  constructor(assignedKeys: AssignedKeys) {
    this.#assignedKeys = assignedKeys;
  }

  #linksOf(entity: Entity): readonly PendingLink[] {
    const links = linksOf(entity);
    const assignedKeys = this.#assignedKeys.linksOf(entity);
    return assignedKeys.length === 0 ? links : [...links, ...assignedKeys];
  }

  visit(start: Entity): void {
    const visit = this.#enter(start);
    if (visit) this.#follow([visit]);
  }

  /** Null if there are no references to follow. */
  #enter(entity: Entity): Visit | null {
    if (this.#done.has(entity)) return null;
    const links = this.#linksOf(entity);
    if (links.length === 0) {
      this.#leave(entity, NO_LINKS, NO_LINKS);
      return null;
    }
    this.#visiting.add(entity);
    return { entity, links: [...links], ready: [], postponed: [] };
  }

  /** Follows references depth first, without recursion, because chains may be long. */
  #follow(open: Visit[]): void {
    for (let visit = open.at(-1); visit; visit = open.at(-1)) {
      const link = visit.links.shift();
      if (!link) {
        open.pop();
        this.#leave(visit.entity, visit.ready, visit.postponed);
      } else if (this.#mustWait(link)) visit.postponed.push(link);
      else {
        visit.ready.push(link);
        const further = isNew(link.target) ? this.#enter(link.target) : null;
        if (further) open.push(further);
      }
    }
  }

  /** Whether a reference is postponed: it closes a cycle, or is nullable and leads to one. */
  #mustWait({ relation, target }: PendingLink): boolean {
    if (this.#visiting.has(target)) return true;
    return relation.optional && this.#leadsToVisited(target);
  }

  /** Whether required references lead from an entity to one that is being visited. */
  #leadsToVisited(start: Entity): boolean {
    const visited = new Set([start]);
    for (const entity of visited) {
      if (this.#visiting.has(entity)) return true;
      if (!isNew(entity) || this.#done.has(entity)) continue;
      for (const { relation, target } of this.#linksOf(entity)) {
        if (!relation.optional) visited.add(target);
      }
    }
    return false;
  }

  #leave(entity: Entity, ready: readonly PendingLink[], postponed: readonly PendingLink[]): void {
    this.#visiting.delete(entity);
    this.#done.add(entity);
    const after = ready.find(link => isNew(link.target));
    const reason = after ? `new; after ${labelOf(after.target)}, which it references` : "new";
    this.steps.push(insertStep(entity, { links: ready, postponed, reason }));
    if (postponed.length > 0) this.#closeLater(entity, postponed);
  }

  finish(): readonly FlushStep[] {
    return [...this.steps, ...this.#closing];
  }

  /** One update for all postponed references, because each update increments the version. */
  #closeLater(entity: Entity, links: readonly PendingLink[]): void {
    const labels = links.map(({ relation }) => relation.label).join(" and ");
    const reason = `closes the cycle over ${labels}`;
    this.#closing.push(closingStep(entity, links, reason));
  }
}

const deletionReason = (entity: Entity, orphans: ReadonlyMap<Entity, RelationModel>): string => {
  const left = orphans.get(entity);
  const reason = left ? `removed from ${left.label}, which deletes orphans` : "deleted";
  const cascades = dependentRelations(stateOf(entity).model, "cascade").map(({ name }) => name);
  if (cascades.length === 0) return reason;
  return `${reason}; the database deletes its ${cascades.join(" and ")} with it`;
};

/** Whether an update sets a column to null, which may release a unique value for another row. */
const releasesValue = ({ entity, columns }: FlushStep): boolean =>
  columns.columns.some(({ name }) => entity[name] === null);

const isOther = (step: FlushStep): boolean => !releasesValue(step);

const insertSteps = (entities: readonly Entity[]): readonly FlushStep[] => {
  const assignedKeys = new AssignedKeys(entities);
  const isIndependent = (entity: Entity): boolean =>
    linksOf(entity).length + assignedKeys.linksOf(entity).length === 0;
  if (entities.every(isIndependent)) {
    return entities.map(entity => insertStep(entity, { reason: "new" }));
  }
  const order = new InsertOrder(assignedKeys);
  for (const entity of entities) order.visit(entity);
  return order.finish();
};

const updateSteps = (steps: readonly FlushStep[]): readonly FlushStep[] =>
  steps.some(releasesValue) ? [...steps.filter(releasesValue), ...steps.filter(isOther)] : steps;

type PlanContext = {
  readonly orphans: ReadonlyMap<Entity, RelationModel>;
  readonly identities: IdentityMap;
};

/** Sets references to null, so that their targets can be deleted first. */
const releaseSteps = (released: readonly RowReference[]): readonly FlushStep[] =>
  [...groupBy(released, ({ entity }) => entity)].flatMap(([entity, references]) =>
    [...groupBy(references, nullableColumn)].flatMap(([column, [first]]) => {
      if (!column || !first) return [];
      const reason = `${column.name} is null, so that ${labelOf(first.target)} can be deleted first`;
      return [new PlaceholderStep(entity, { column, placeholder: "null", reason })];
    }),
  );

const deleteSteps = (
  entities: readonly Entity[],
  { orphans, identities }: PlanContext,
): readonly FlushStep[] => {
  const { order, released } = planDeletions(entities, identities);
  const deletions = order.map(entity => deleteStep(entity, deletionReason(entity, orphans)));
  return [...releaseSteps(released), ...deletions];
};

/** Plans inserts in the order of references, then updates, then deletes. Unique values are not considered here. */
export const planFlush = (
  { inserted, updated, deleted }: ChangeSet,
  context: PlanContext,
): readonly FlushStep[] =>
  insertSteps(inserted).concat(updateSteps(updated), deleteSteps(deleted, context));
