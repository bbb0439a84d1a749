/** What a flush is going to do, and why, before it does it. */
import { groupBy, keepShape, present } from "../../base/index.ts";
import type { RelationModel } from "../../query/index.ts";
import { labelOf } from "../entities/entity.ts";
import { type Entity, stateOf } from "../entities/entity-state.ts";
import { rowKeyIn } from "../entities/identity-map.ts";
import { dependentRelations } from "./cascades.ts";
import type { Change, ChangeSet } from "./change-set.ts";
import { ColumnSet } from "./column-set.ts";
import { KeysByHand } from "./keys-by-hand.ts";
import { linksOf, NO_LINKS, type PendingLink } from "./pending-links.ts";

const NOTHING = new ColumnSet([]);

/** One statement to come. */
export class FlushStep {
  readonly kind: "insert" | "update" | "delete";
  readonly entity: Entity;
  /** What an update writes. */
  readonly columns: ColumnSet;
  /** Keys to be copied from entities that are inserted before. */
  readonly links: readonly PendingLink[];
  /** References to entities that are inserted only after: an update gives them their keys. */
  readonly postponed: readonly PendingLink[];
  readonly #reason: string | null;

  /** Without a reason, an update is for what changed. */
  constructor(
    kind: FlushStep["kind"],
    entity: Entity,
    parts: Partial<Pick<FlushStep, "columns" | "links" | "postponed" | "reason">> = {},
  ) {
    this.kind = kind;
    this.entity = entity;
    this.columns = parts.columns ?? NOTHING;
    this.links = parts.links ?? NO_LINKS;
    this.postponed = parts.postponed ?? NO_LINKS;
    this.#reason = parts.reason ?? null;
  }

  /** Why this statement, at this place. */
  get reason(): string {
    return this.#reason ?? `changed ${this.columns.columns.map(({ name }) => name).join(", ")}`;
  }
}

keepShape(FlushStep);

const isNew = (entity: Entity): boolean => stateOf(entity).status === "new";

/** An entity whose references are being followed. */
type Visit = {
  readonly entity: Entity;
  /** Those not followed yet. */
  readonly links: PendingLink[];
  readonly ready: PendingLink[];
  readonly postponed: PendingLink[];
};

/** Orders inserts so that a row comes after those it refers to; a cycle is closed by an update. */
class InsertOrder {
  readonly steps: FlushStep[] = [];
  readonly #byHand: KeysByHand;
  readonly #closing: FlushStep[] = [];
  readonly #visiting = new Set<Entity>();
  readonly #done = new Set<Entity>();

  constructor(entities: readonly Entity[]) {
    this.#byHand = new KeysByHand(entities);
  }

  #linksOf(entity: Entity): readonly PendingLink[] {
    const links = linksOf(entity);
    const byHand = this.#byHand.linksOf(entity);
    return byHand.length === 0 ? links : [...links, ...byHand];
  }

  visit(start: Entity): void {
    const visit = this.#enter(start);
    if (visit) this.#follow([visit]);
  }

  /** Nothing where there is nothing to follow. */
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

  /** Goes to the end of each chain of references first; without recursion, for chains may be long. */
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

  /** Whether a row cannot come before the one that refers to it; a key that may be null does not insist. */
  #mustWait({ relation, target }: PendingLink): boolean {
    if (this.#visiting.has(target)) return true;
    return relation.optional && this.#leadsToVisited(target);
  }

  /** Whether an entity needs, by keys that may not be null, one that is still being visited. */
  #leadsToVisited(start: Entity): boolean {
    const seen = new Set([start]);
    for (const entity of seen) {
      if (this.#visiting.has(entity)) return true;
      if (!isNew(entity) || this.#done.has(entity)) continue;
      for (const { relation, target } of this.#linksOf(entity)) {
        if (!relation.optional) seen.add(target);
      }
    }
    return false;
  }

  #leave(entity: Entity, ready: readonly PendingLink[], postponed: readonly PendingLink[]): void {
    this.#visiting.delete(entity);
    this.#done.add(entity);
    const after = ready.find(link => isNew(link.target));
    const reason = after ? `new; after ${labelOf(after.target)}, whose key it holds` : "new";
    this.steps.push(new FlushStep("insert", entity, { links: ready, postponed, reason }));
    if (postponed.length > 0) this.#closeLater(entity, postponed);
  }

  finish(): readonly FlushStep[] {
    return [...this.steps, ...this.#closing];
  }

  /** All at once: a second update could not count on the version that the first one counts up. */
  #closeLater(entity: Entity, links: readonly PendingLink[]): void {
    const labels = links.map(({ relation }) => relation.label).join(" and ");
    const reason = `closes the circle over ${labels}`;
    this.#closing.push(new FlushStep("update", entity, { links, reason }));
  }
}

/** Deletes go from rows that refer to rows that are referred to. */
const deleteOrder = (entities: readonly Entity[]): readonly Entity[] => {
  const referring = referringAmong(entities);
  const order: Entity[] = [];
  const seen = new Set<Entity>();
  const ordered = new Set<Entity>();
  for (const start of entities) {
    const open = seen.has(start) ? [] : [start];
    while (open.length > 0) {
      const entity = present(open.at(-1), "an entity whose referring rows are followed");
      const isFirst = !seen.has(entity);
      seen.add(entity);
      const before = isFirst ? (referring.get(entity) ?? []).filter(each => !seen.has(each)) : [];
      if (before.length > 0) open.push(...before);
      else {
        open.pop();
        if (!ordered.has(entity)) {
          ordered.add(entity);
          order.push(entity);
        }
      }
    }
  }
  return order;
};

/** Which of the entities refer to which, as their rows say: found by key, so that many take no longer than few, each. */
const referringAmong = (entities: readonly Entity[]): ReadonlyMap<Entity, readonly Entity[]> => {
  const groups = groupBy(entities, entity => stateOf(entity).model);
  const references = [...groups].flatMap(([model, group]) =>
    [...model.relations.values()]
      .filter(relation => relation.holdsKey)
      .flatMap(relation => referencesOver(relation, group, groups.get(relation.target) ?? [])),
  );
  const byTarget = groupBy(references, ({ target }) => target);
  return new Map([...byTarget].map(([target, found]) => [target, found.map(each => each.entity)]));
};

type Reference = { readonly entity: Entity; readonly target: Entity };

const referencesOver = (
  { sourceColumns, targetColumns }: RelationModel,
  entities: readonly Entity[],
  targets: readonly Entity[],
): readonly Reference[] => {
  const byKey = new Map(targets.map(target => [rowKeyIn(target, targetColumns), target]));
  return entities.flatMap(entity => {
    const key = rowKeyIn(entity, sourceColumns);
    const target = key === null ? undefined : byKey.get(key);
    return target ? [{ entity, target }] : [];
  });
};

const deletionReason = (entity: Entity, orphans: ReadonlyMap<Entity, RelationModel>): string => {
  const left = orphans.get(entity);
  const reason = left ? `taken out of ${left.label}, which keeps no orphans` : "deleted";
  const cascades = dependentRelations(stateOf(entity).model, "cascade").map(({ name }) => name);
  if (cascades.length === 0) return reason;
  return `${reason}; the database deletes its ${cascades.join(" and ")} with it`;
};

/** Whether an update gives something up, which another may be waiting for: a unique key goes from hand to hand. */
const cutsLoose = ({ entity, columns }: FlushStep): boolean =>
  columns.columns.some(({ name }) => entity[name] === null);

const isOther = (step: FlushStep): boolean => !cutsLoose(step);

const insertSteps = (entities: readonly Entity[]): readonly FlushStep[] => {
  const order = new InsertOrder(entities);
  for (const entity of entities) order.visit(entity);
  return order.finish();
};

const updateSteps = (changes: readonly Change[]): readonly FlushStep[] => {
  const steps = changes.map(
    ({ entity, columns }) => new FlushStep("update", entity, { columns, links: linksOf(entity) }),
  );
  return [...steps.filter(cutsLoose), ...steps.filter(isOther)];
};

const deleteSteps = (
  entities: readonly Entity[],
  orphans: ReadonlyMap<Entity, RelationModel>,
): readonly FlushStep[] =>
  deleteOrder(entities).map(
    entity => new FlushStep("delete", entity, { reason: deletionReason(entity, orphans) }),
  );

/** Plans a flush: inserts by dependency, then updates, then deletes. Which values pass from row to row is not seen here. */
export const planFlush = (
  { inserted, updated, deleted }: ChangeSet,
  orphans: ReadonlyMap<Entity, RelationModel>,
): readonly FlushStep[] => [
  ...insertSteps(inserted),
  ...updateSteps(updated),
  ...deleteSteps(deleted, orphans),
];
