/** Collects the edges between steps, if values of unique keys move from row to row. */
import { groupBy } from "../../../base/index.ts";
import type { ColumnModel } from "../../../query/index.ts";
import type { Key } from "../../entities/by-key.ts";
import { type Entity, stateOf } from "../../entities/entity-state.ts";
import type { IdentityMap } from "../../entities/identity-map.ts";
import type { FlushStep } from "../plan/flush-step.ts";
import { PlaceholderStep } from "../plan/placeholder-step.ts";
import { CascadeDeletions } from "./cascade-deletions.ts";
import {
  givenUp,
  mayGiveUp,
  type OwnMove,
  type ReferenceMove,
  referencesLeft,
  referredAfter,
  referredBefore,
  taken,
  type UniqueKey,
} from "./key-moves.ts";

/** One step must run before another. */
export type StepEdge = {
  readonly before: FlushStep;
  readonly after: FlushStep;
  /** If one of these columns of `before` gets a placeholder, the edge is resolved. */
  readonly held: readonly ColumnModel[];
  /** Whether the edge is about a unique value, not about a reference. */
  readonly isUnique: boolean;
  /** Whether the database ensures the order of the edge itself. */
  readonly isOptional: boolean;
};

/** Steps by key values. */
class StepsByValue {
  readonly #steps = new Map<UniqueKey, Map<Key, FlushStep>>();

  constructor(steps: readonly FlushStep[], movesOf: (step: FlushStep) => readonly OwnMove[]) {
    for (const step of steps) {
      for (const { key, value } of movesOf(step)) {
        const known = this.#steps.get(key);
        if (known) known.set(value, step);
        else this.#steps.set(key, new Map([[value, step]]));
      }
    }
  }

  /** The step of another row that moves a value. */
  other({ key, value }: OwnMove, step: FlushStep): FlushStep | null {
    const other = this.#steps.get(key)?.get(value);
    return other && other.entity !== step.entity ? other : null;
  }
}

const PLAIN = { held: [], isUnique: false, isOptional: false };

const isDelete = ({ kind }: FlushStep): boolean => kind === "delete";
const isNoDelete = ({ kind }: FlushStep): boolean => kind !== "delete";

/** Edges for references to rows that are inserted in the same save. */
const edgesOfLinks = (steps: readonly FlushStep[]): readonly StepEdge[] => {
  const inserts = new Map<Entity, FlushStep>();
  for (const step of steps) if (step.kind === "insert") inserts.set(step.entity, step);
  return steps.flatMap(after => {
    const targets = after.links.map(({ target }) => inserts.get(target));
    const own = after.kind === "update" ? inserts.get(after.entity) : undefined;
    return [...targets, own].flatMap(before => (before ? [{ ...PLAIN, before, after }] : []));
  });
};

/** Whether an `ON DELETE` or `ON UPDATE` action updates a row if the referenced row is written first. */
const isFollowed = (step: FlushStep, after: FlushStep, { relation }: ReferenceMove): boolean => {
  const action = isDelete(after) ? relation.onDelete : relation.onUpdate;
  const sees = action === "cascade" || action === "set null";
  return sees && (isDelete(step) || !isDelete(after));
};

/** Whether a step only ends a reference of a row that is deleted later. */
const isRelease = (step: FlushStep): step is PlaceholderStep => step instanceof PlaceholderStep;

/** Edges for references of deleted rows that are set to null before: the placeholder is written first. */
const edgesOfReleases = (steps: readonly FlushStep[]): readonly StepEdge[] => {
  const releases = steps.filter(isRelease);
  if (releases.length === 0) return [];
  const deletions = new Map(steps.filter(isDelete).map(step => [step.entity, step]));
  return releases.flatMap(before => {
    const after = deletions.get(before.entity);
    return after ? [{ ...PLAIN, before, after }] : [];
  });
};

/** Whether a reference of a deleted row has ended before. */
const released = (steps: readonly FlushStep[]) => {
  const columns = groupBy(steps.filter(isRelease), ({ entity }) => entity);
  return ({ entity }: FlushStep, { relation }: ReferenceMove): boolean =>
    columns.get(entity)?.some(({ column }) => relation.sourceColumns.includes(column)) ?? false;
};

const edgesOfValues = (steps: readonly FlushStep[], givers: StepsByValue): readonly StepEdge[] => {
  const isReleased = released(steps);
  const takers = new StepsByValue(steps.filter(isNoDelete), taken);
  return steps.flatMap(step => {
    const waited = taken(step).flatMap(move => {
      const before = givers.other(move, step);
      const { columns: held } = move.key;
      return before ? [{ ...PLAIN, before, after: step, held, isUnique: true }] : [];
    });
    const needed = (isRelease(step) ? [] : referredAfter(step)).flatMap(move => {
      const before = takers.other(move, step);
      return before ? [{ ...PLAIN, before, after: step }] : [];
    });
    const left = referredBefore(step).flatMap(move => {
      const after = givers.other(move, step);
      if (!after || (isDelete(step) && isReleased(step, move))) return [];
      const { sourceColumns: held } = move.relation;
      return [{ ...PLAIN, before: step, after, held, isOptional: isFollowed(step, after, move) }];
    });
    return [...waited, ...needed, ...left];
  });
};

/**
 * A row must be written before a row that it references is deleted, directly or by a cascade. A reference must be removed
 * before a cascade deletes its target.
 */
const edgesOfDeleted = (
  steps: readonly FlushStep[],
  identities: IdentityMap,
): readonly StepEdge[] => {
  const cascadeDeletions = new CascadeDeletions(steps, identities);
  return steps.filter(isNoDelete).flatMap(step => {
    const there = cascadeDeletions.deletionsOfReferred(step.entity);
    const left = referencesLeft(step, identities).flatMap(({ relation, target }) => {
      const { sourceColumns: held, onDelete } = relation;
      const isOptional = onDelete === "set null";
      const indirect = cascadeDeletions
        .deletionsOf([target])
        .filter(({ entity }) => entity !== target);
      return indirect.map(after => ({ ...PLAIN, before: step, after, held, isOptional }));
    });
    return [...there.map(after => ({ ...PLAIN, before: step, after })), ...left];
  });
};

/** Whether a row takes a value that another gives up, or changes a referenced key. */
const passesValues = (taking: readonly FlushStep[], givers: StepsByValue): boolean =>
  taking.some(step =>
    taken(step).some(
      move => (step.kind === "update" && move.key.isReferred) || givers.other(move, step),
    ),
  );

/** All edges; null if no value moves and no key changes. */
export const stepEdges = (
  steps: readonly FlushStep[],
  identities: IdentityMap,
): readonly StepEdge[] | null => {
  const giving = steps.filter(mayGiveUp());
  if (giving.length === 0) return null;
  const models = new Set(giving.map(({ entity }) => stateOf(entity).model));
  const changes = mayGiveUp();
  const taking = steps.filter(
    step =>
      step.kind !== "delete" &&
      (step.kind === "insert" || step.links.length > 0 || changes(step)) &&
      models.has(stateOf(step.entity).model),
  );
  if (taking.length === 0) return null;
  const givers = new StepsByValue(giving, givenUp);
  if (!passesValues(taking, givers)) return null;
  return [
    ...edgesOfLinks(steps),
    ...edgesOfReleases(steps),
    ...edgesOfValues(steps, givers),
    ...edgesOfDeleted(steps, identities),
  ];
};
