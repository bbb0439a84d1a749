/** A model of the entities of a test: the expected state, kept apart from the session and its database. */
import type { EntityModel, Model, RelationModel } from "../query/index.ts";

export type Value = Record<string, unknown>;

export type Twin = {
  readonly model: EntityModel;
  readonly entity: Value;
  text: string;
  /** A value that no other has. */
  mark: string | number | null;
  isSaved: boolean;
  isGone: boolean;
  /** By the relation that holds the key. */
  readonly references: Map<RelationModel, Twin | null>;
  /** By the many-to-many relation, as this end calls it. */
  readonly links: Map<RelationModel, Set<Twin>>;
};

/** The entities of a graph; plain join tables are represented by links. */
export const nodesOf = ({ entities }: Model): readonly EntityModel[] =>
  [...entities.values()].filter(({ columnsByName }) => columnsByName.has("label"));

export const referencesOf = (model: EntityModel): readonly RelationModel[] =>
  [...model.relations.values()].filter(relation => relation.holdsKey);

export const linksOf = (model: EntityModel): readonly RelationModel[] =>
  [...model.relations.values()].filter(relation => relation.through !== null);

/** The inverse relation. */
export const inverseOf = (relation: RelationModel): RelationModel | undefined =>
  [...relation.target.relations.values()].find(other =>
    relation.through
      ? other.relation.through?.table === relation.relation.through?.table && other !== relation
      : other.relation.foreignKey === relation.relation.foreignKey &&
        other.holdsKey !== relation.holdsKey,
  );

/** Whether a relation is one-to-one, so that only one row can reference a target. */
export const isAlone = (relation: RelationModel): boolean =>
  inverseOf(relation)?.cardinality === "one";

/** The twins that a deletion removes, including cascades. */
export const deletedWith = (
  twins: readonly Twin[],
  doomed: ReadonlySet<Twin>,
): ReadonlySet<Twin> => {
  const gone = new Set(doomed);
  for (const lost of gone) {
    for (const twin of twins) {
      if ([...twin.references].some(([by, to]) => to === lost && by.onDelete === "cascade")) {
        gone.add(twin);
      }
    }
  }
  return gone;
};

/**
 * Whether a deletion sets a reference of a twin to null and also deletes the twin by a cascade. PostgreSQL checks the
 * references of a row of the same transaction again when one is set to null, and rejects those to deleted rows.
 */
export const isLostTwice = (twins: readonly Twin[], doomed: ReadonlySet<Twin>): boolean => {
  const live = twins.filter(twin => !twin.isGone);
  const gone = deletedWith(live, doomed);
  const isCutLoose = ({ references }: Twin): boolean =>
    [...references].some(([by, to]) => by.onDelete === "set null" && to && gone.has(to));
  return [...gone].some(twin => !doomed.has(twin) && isCutLoose(twin));
};

/** Whether a RESTRICT reference prevents a deletion or one of its cascades. */
export const isKept = (twins: readonly Twin[], doomed: ReadonlySet<Twin>): boolean => {
  const live = twins.filter(twin => !twin.isGone);
  const gone = deletedWith(live, doomed);
  return live.some(twin =>
    [...twin.references].some(([{ onDelete }, to]) => {
      if (onDelete !== "restrict" || !to || !gone.has(to)) return false;
      return !doomed.has(twin) || !doomed.has(to);
    }),
  );
};

/** Applies ON DELETE to a twin that references a deleted one; false if it references none. */
const losesTarget = (twin: Twin): boolean => {
  if (twin.isGone) return false;
  const lost = [...twin.references].find(([, target]) => target?.isGone);
  if (!lost) return false;
  const [relation] = lost;
  if (relation.onDelete === "cascade") twin.isGone = true;
  else twin.references.set(relation, null);
  return true;
};

/** Applies deletions to the twins by the rules of the foreign keys. */
export const followDeletions = (twins: readonly Twin[], doomed: ReadonlySet<Twin>): void => {
  for (const twin of doomed) twin.isGone = true;
  while (twins.some(losesTarget));
  for (const { links } of twins) {
    for (const linked of links.values()) {
      for (const target of linked) if (target.isGone) linked.delete(target);
    }
  }
};

/** Takes a snapshot of the twins; the returned function restores it. */
export const rememberTwins = (twins: Twin[]): (() => void) => {
  const before = twins.map(twin => {
    const { text, mark, isSaved, isGone } = twin;
    const links = [...twin.links].map(([relation, linked]) => [relation, new Set(linked)] as const);
    return {
      twin,
      state: { text, mark, isSaved, isGone },
      references: [...twin.references],
      links,
    };
  });
  return () => {
    twins.splice(0, twins.length, ...before.map(({ twin }) => twin));
    for (const { twin, state, references, links } of before) {
      Object.assign(twin, state);
      twin.references.clear();
      twin.links.clear();
      for (const [relation, target] of references) twin.references.set(relation, target);
      for (const [relation, linked] of links) twin.links.set(relation, linked);
    }
  };
};
