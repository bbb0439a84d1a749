/** Rows of plain join tables that are to be written: many-to-many relations that were begun or ended. */
import type { RelationModel, ThroughModel } from "../../../query/index.ts";
import { type Entity, hasRow, stateOf } from "../../entities/entity-state.ts";

export type LinkChange = {
  readonly kind: "link" | "unlink";
  readonly relation: RelationModel;
  readonly source: Entity;
  readonly target: Entity;
  /** Whether it is known that there was no such link, or that there was one. */
  readonly isCertain: boolean;
};

/** Whether a join table can be written by its keys alone; else it is an entity of its own. */
export const isPlainLink = ({ entity, sourceColumns, targetColumns }: ThroughModel): boolean => {
  const keys = new Set([...sourceColumns, ...targetColumns]);
  return entity.columns.every(
    column => keys.has(column) || column.nullable || column.hasDefault || column.generated,
  );
};

export const sameColumns = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((column, index) => column === b[index]);

/** The same join table, seen from its other end. */
export const reverseOf = (relation: RelationModel): RelationModel | undefined => {
  const { through } = relation;
  if (!through) return undefined;
  return [...relation.target.relations.values()].find(
    other =>
      other.through?.entity === through.entity &&
      sameColumns(other.through.sourceColumns, through.targetColumns) &&
      sameColumns(other.through.targetColumns, through.sourceColumns),
  );
};

/** What is deleted has no links any more, but those that end are in the way of its deletion. */
export const canBeWritten = ({ kind, source, target }: LinkChange): boolean =>
  [source, target].every(
    entity => stateOf(entity).status !== "deleted" || (kind === "unlink" && hasRow(entity)),
  );

/** What was said last of two entities holds. What was certainly begun and ended again is no change. */
export class LinkChanges {
  readonly #changes = new Set<LinkChange>();
  /** The same by both entities, as the change names them. */
  readonly #bySource = new Map<Entity, Map<Entity, LinkChange[]>>();

  note(change: LinkChange): void {
    const before = this.#find(change);
    if (before?.kind === change.kind) return;
    if (before) this.#drop(before);
    if (!before?.isCertain) this.#add(before ? { ...change, isCertain: false } : change);
  }

  steps(): readonly LinkChange[] {
    return [...this.#changes].filter(canBeWritten);
  }

  /** Notes what is to be written; the function returned goes back to it. */
  snapshot(): () => void {
    const changes = [...this.#changes];
    return () => {
      this.clear();
      for (const change of changes) this.#add(change);
    };
  }

  /** Whether a link of an entity is to be written. */
  concerns(entity: Entity): boolean {
    return this.#of(entity).length > 0;
  }

  /** Writes no link of an entity; gives those that were to be written. */
  forget(entity: Entity): readonly LinkChange[] {
    const own = this.#of(entity);
    for (const change of own) this.#drop(change);
    return own;
  }

  #of(entity: Entity): readonly LinkChange[] {
    return [...this.#changes].filter(
      ({ source, target }) => source === entity || target === entity,
    );
  }

  /** Nothing is to be written. */
  clear(): void {
    this.#changes.clear();
    this.#bySource.clear();
  }

  #add(change: LinkChange): void {
    const { source, target } = change;
    this.#changes.add(change);
    const targets = this.#bySource.get(source) ?? new Map<Entity, LinkChange[]>();
    this.#bySource.set(source, targets.set(target, [...(targets.get(target) ?? []), change]));
  }

  #drop(change: LinkChange): void {
    const { source, target } = change;
    this.#changes.delete(change);
    const targets = this.#bySource.get(source);
    targets?.set(target, targets.get(target)?.filter(each => each !== change) ?? []);
  }

  /** The change of the same two entities over the same join table, from either end. */
  #find({ relation, source, target }: LinkChange): LinkChange | undefined {
    const reverse = reverseOf(relation);
    return (
      this.#between(source, target).find(known => known.relation === relation) ??
      this.#between(target, source).find(known => known.relation === reverse)
    );
  }

  #between(source: Entity, target: Entity): readonly LinkChange[] {
    return this.#bySource.get(source)?.get(target) ?? [];
  }
}

/** Links that are written are no news to the collections at their ends. */
export const settleLinks = (written: readonly LinkChange[]): void => {
  for (const { relation, source, target } of written) {
    stateOf(source).collection(relation)?.settle(target);
    const reverse = reverseOf(relation);
    if (reverse) stateOf(target).collection(reverse)?.settle(source);
  }
};
