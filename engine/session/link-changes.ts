/** Rows of plain join tables that are to be written: many-to-many relations that were begun or ended. */
import type { RelationModel, ThroughModel } from "../query/index.ts";
import { type Entity, stateOf } from "./entity-state.ts";

export type LinkChange = {
  readonly kind: "link" | "unlink";
  readonly relation: RelationModel;
  readonly source: Entity;
  readonly target: Entity;
};

/** Whether a join table can be written by its keys alone; else it is an entity of its own. */
export const isPlainLink = ({ entity, sourceColumns, targetColumns }: ThroughModel): boolean => {
  const keys = new Set([...sourceColumns, ...targetColumns]);
  return entity.columns.every(
    column => keys.has(column) || column.nullable || column.hasDefault || column.generated,
  );
};

const sameColumns = (a: readonly unknown[], b: readonly unknown[]): boolean =>
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

const isGone = (entity: Entity): boolean => stateOf(entity).status === "deleted";

/** What was said last of two entities holds; a link that was begun and ended again is no change. */
export class LinkChanges {
  readonly #changes = new Set<LinkChange>();

  note(change: LinkChange): void {
    const opposite = this.#find(change);
    if (!opposite) this.#changes.add(change);
    else if (opposite.kind !== change.kind) this.#changes.delete(opposite);
  }

  /** Links that end are written first, for their rows may be in the way of others. */
  steps(): readonly LinkChange[] {
    const live = [...this.#changes].filter(
      ({ source, target }) => !isGone(source) && !isGone(target),
    );
    return [
      ...live.filter(({ kind }) => kind === "unlink"),
      ...live.filter(({ kind }) => kind === "link"),
    ];
  }

  /** Notes what is to be written; the function returned goes back to it. */
  remember(): () => void {
    const changes = [...this.#changes];
    return () => {
      this.#changes.clear();
      for (const change of changes) this.#changes.add(change);
    };
  }

  /** Everything is written. */
  clear(): void {
    this.#changes.clear();
  }

  /** The change of the same two entities over the same join table, from either end. */
  #find({ relation, source, target }: LinkChange): LinkChange | undefined {
    const reverse = reverseOf(relation);
    return [...this.#changes].find(
      known =>
        (known.relation === relation && known.source === source && known.target === target) ||
        (known.relation === reverse && known.source === target && known.target === source),
    );
  }
}
