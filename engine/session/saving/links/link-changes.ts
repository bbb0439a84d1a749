/** Pending changes of many-to-many relations: rows of plain join tables to insert or delete. */
import type { RelationModel, ThroughModel } from "../../../query/index.ts";
import { type Entity, hasRow, stateOf } from "../../entities/entity-state.ts";

export type LinkChange = {
  readonly kind: "link" | "unlink";
  readonly relation: RelationModel;
  readonly source: Entity;
  readonly target: Entity;
  /** Whether the state of the link in the database is known. */
  readonly isCertain: boolean;
};

/** Whether a row of the join table needs no other values than its two keys. */
export const isPlainLink = ({ entity, sourceColumns, targetColumns }: ThroughModel): boolean => {
  const keys = new Set([...sourceColumns, ...targetColumns]);
  return entity.columns.every(
    column => keys.has(column) || column.nullable || column.hasDefault || column.generated,
  );
};

export const sameColumns = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((column, index) => column === b[index]);

/** The relation over the same join table in the other direction. */
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

/** A deleted entity gets no links, but its removed links must be deleted before its row. */
export const canBeWritten = ({ kind, source, target }: LinkChange): boolean =>
  [source, target].every(
    entity => stateOf(entity).status !== "deleted" || (kind === "unlink" && hasRow(entity)),
  );

/** The last change of a link counts. Adding and removing a link is no change if its state was known. */
export class LinkChanges {
  readonly #changes = new Set<LinkChange>();
  /** The same changes by source and target. */
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

  /** Takes a snapshot and returns a function that restores it. */
  snapshot(): () => void {
    const changes = [...this.#changes];
    return () => {
      this.clear();
      for (const change of changes) this.#add(change);
    };
  }

  /** Whether an entity has pending links. */
  concerns(entity: Entity): boolean {
    return this.#of(entity).length > 0;
  }

  /** Discards and returns the pending links of an entity. */
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

  /** Discards all pending links. */
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

  /** The pending change of the same link, in either direction. */
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

/** Marks saved links in the collections at both ends. */
export const settleLinks = (written: readonly LinkChange[]): void => {
  for (const { relation, source, target } of written) {
    stateOf(source).collection(relation)?.settle(target);
    const reverse = reverseOf(relation);
    if (reverse) stateOf(target).collection(reverse)?.settle(source);
  }
};
