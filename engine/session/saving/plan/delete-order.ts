/** Orders deletions so that no row is deleted while another one references it. */
import { groupBy } from "../../../base/index.ts";
import type { EntityModel } from "../../../query/index.ts";
import { type Entity, stateOf } from "../../entities/entity-state.ts";
import { type IdentityMap, rowKeyIn } from "../../entities/identity-map.ts";
import { dependentRelations } from "../cascades/cascades.ts";
import { components, postorder, reachable } from "./components.ts";
import {
  cascades,
  isAssignedNull,
  nullableColumn,
  type RowReference,
  referencesAmong,
  setsNull,
} from "./row-references.ts";

/** Rows that are gone after the deletion of the first one, which cascades to the others. */
type Group = readonly Entity[];

type GroupedDeletions = {
  readonly groups: readonly Group[];
  /** The references that are set to null before the deletions. */
  readonly released: readonly RowReference[];
};

/** The row of `entity` must be gone before the row of `target`, or with it. */
type Pairs = readonly { readonly entity: Entity; readonly target: Entity }[];

type References = readonly RowReference[];

/** Rows that must be gone before others: those that reference them. */
const neighbours = (references: Pairs) => {
  const byTarget = groupBy(references, ({ target }) => target);
  const byEntity = groupBy(references, ({ entity }) => entity);
  return {
    referring: (row: Entity): Group => (byTarget.get(row) ?? []).map(({ entity }) => entity),
    referred: (row: Entity): Group => (byEntity.get(row) ?? []).map(({ target }) => target),
  };
};

const without = (references: References, ended: References): References => {
  const all = new Set(ended);
  return references.filter(each => !all.has(each));
};

/**
 * The row of a cycle whose deletion cascades to all others. A reference that restricts the deletion of its target must
 * end before, unless this row has it.
 */
const cascadeRoot = (cycle: Group, references: References): Entity | null => {
  const { referring } = neighbours(references.filter(cascades));
  const root = postorder(cycle, referring).at(-1);
  if (!root || reachable(root, referring).size < cycle.length) return null;
  const restricts = ({ entity, relation }: RowReference): boolean =>
    relation.onDelete === "restrict" && entity !== root;
  return references.some(restricts) ? null : root;
};

/** What the planner knows about the rows of a save. */
class DeletePlanner {
  readonly #isDeleted: (row: Entity) => boolean;
  /** A row without a statement is gone with the row whose deletion cascades to it. */
  readonly #ties: Pairs;

  constructor(isDeleted: (row: Entity) => boolean, references: References) {
    this.#isDeleted = isDeleted;
    const cascaded = references.filter(each => cascades(each) && !isDeleted(each.entity));
    this.#ties = [...groupBy(cascaded, ({ entity }) => entity)].flatMap(([target, [first]]) =>
      first ? [{ entity: first.target, target }] : [],
    );
  }

  /** Referencing rows come before referenced rows. Rows in a cycle reference each other, directly or not. */
  group(rows: Group, references: References): GroupedDeletions {
    const all = new Set(rows);
    const ties = this.#ties.filter(({ entity, target }) => all.has(entity) && all.has(target));
    const { referring, referred } = neighbours([...references, ...ties]);
    const cycles = components(rows, referring, referred);
    if (cycles.length === rows.length) return { groups: cycles, released: [] };
    const cycleOf = new Map(cycles.flatMap(cycle => cycle.map(row => [row, cycle] as const)));
    const inner = groupBy(
      references.filter(({ entity, target }) => cycleOf.get(entity) === cycleOf.get(target)),
      ({ entity }) => cycleOf.get(entity),
    );
    const parts = cycles.map(cycle => this.#breakCycle(cycle, inner.get(cycle) ?? []));
    return {
      groups: parts.flatMap(({ groups }) => groups),
      released: parts.flatMap(({ released }) => released),
    };
  }

  /** A cycle that cannot be broken is left to the database, which rejects it. */
  #breakCycle(cycle: Group, references: References): GroupedDeletions {
    if (cycle.length === 1) return { groups: [cycle], released: [] };
    const followed = references.filter(({ relation }) => setsNull(relation));
    if (followed.length > 0) return this.group(cycle, without(references, followed));
    const own = references.filter(({ entity }) => this.#isDeleted(entity));
    const assigned = own.filter(isAssignedNull);
    if (assigned.length > 0) return this.#release(cycle, references, assigned);
    const root = cascadeRoot(cycle, references);
    if (root) return { groups: [[root, ...cycle.filter(row => row !== root)]], released: [] };
    const nullable = own.filter(nullableColumn);
    const plain = nullable.filter(reference => !cascades(reference));
    if (plain.length > 0) return this.#releaseEarly(cycle, references, plain);
    if (nullable.length > 0) return this.#release(cycle, references, nullable);
    return { groups: cycle.map(row => [row]), released: [] };
  }

  #release(cycle: Group, references: References, ended: References): GroupedDeletions {
    const { groups, released } = this.group(cycle, without(references, ended));
    return { groups, released: [...ended, ...released] };
  }

  /** Sets only those of the nullable references to null whose target is deleted before. */
  #releaseEarly(cycle: Group, references: References, nullable: References): GroupedDeletions {
    // In this order, only references that close a cycle lead backwards.
    const rows = postorder(cycle, neighbours(references).referring);
    const { groups, released } = this.group(rows, without(references, nullable));
    const places = new Map(groups.flatMap((group, at) => group.map(row => [row, at] as const)));
    const placeOf = (row: Entity): number => places.get(row) ?? 0;
    const early = nullable.filter(({ entity, target, relation }) => {
      const gap = placeOf(entity) - placeOf(target);
      return gap > 0 || (gap === 0 && relation.onDelete === "restrict");
    });
    return { groups, released: [...released, ...early] };
  }
}

const linkedModels = ({ relations }: EntityModel, holdsKey: boolean): readonly EntityModel[] =>
  [...relations.values()]
    .filter(relation => relation.holdsKey === holdsKey && !relation.through && !setsNull(relation))
    .map(({ target }) => target);

/** Rows of referencing tables come first, because a cascade may delete rows between them that are not loaded. */
const byTable = (rows: Group): Group => {
  const groups = groupBy(rows, row => stateOf(row).model);
  if (groups.size < 2) return rows;
  const referring = (model: EntityModel) => linkedModels(model, false);
  const referred = (model: EntityModel) => linkedModels(model, true);
  const cycles = components([...groups.keys()], referring, referred);
  const places = new Map(
    cycles.flatMap((cycle, place) => cycle.map(model => [model, place] as const)),
  );
  const placeOf = (row: Entity): number => places.get(stateOf(row).model) ?? 0;
  return rows.toSorted((a, b) => placeOf(a) - placeOf(b));
};

type Deletions = {
  readonly order: readonly Entity[];
  /** The references that have to be set to null before. */
  readonly released: readonly RowReference[];
};

/** The loaded rows that the database deletes by cascades. */
const cascadedRows = (deleted: readonly Entity[], identities: IdentityMap): readonly Entity[] => {
  const known = new Set(deleted);
  const open = [...groupBy(deleted, row => stateOf(row).model)];
  for (const [model, rows] of open) {
    for (const relation of dependentRelations(model, "cascade")) {
      const keys = new Set(rows.map(row => rowKeyIn(row, relation.sourceColumns)));
      const gone = [...identities.of(relation.target)].filter(row => {
        const key = known.has(row) ? null : rowKeyIn(row, relation.targetColumns);
        return key !== null && keys.has(key);
      });
      for (const row of gone) known.add(row);
      if (gone.length > 0) open.push([relation.target, gone]);
    }
  }
  return [...known].slice(deleted.length);
};

export const planDeletions = (deleted: readonly Entity[], identities: IdentityMap): Deletions => {
  const own = new Set(deleted);
  const isDeleted = (row: Entity): boolean => own.has(row);
  const rows = byTable([...deleted, ...cascadedRows(deleted, identities)]);
  const references = referencesAmong(rows);
  const { groups, released } = new DeletePlanner(isDeleted, references).group(rows, references);
  return { order: groups.flat().filter(isDeleted), released };
};
