/** Keeps the identity map and referencing entities consistent with keys that a save writes. */
import { memoize } from "../../../base/index.ts";
import type { ColumnModel, EntityModel, RelationModel } from "../../../query/index.ts";
import type { Key } from "../../entities/by-key.ts";
import { type Entity, rowValue, stateOf } from "../../entities/entity-state.ts";
import { type IdentityMap, rowKeyIn } from "../../entities/identity-map.ts";
import { meets } from "../change-set/column-set.ts";
import type { Cascades } from "./cascades.ts";
import { setStoredValues } from "./row-values.ts";

/** The relations whose foreign keys the database updates when the referenced key changes. */
const followingRelations = memoize((model: EntityModel): readonly RelationModel[] =>
  [...model.relations.values()].filter(
    ({ holdsKey, through, onUpdate }) =>
      !holdsKey && !through && (onUpdate === "cascade" || onUpdate === "set null"),
  ),
);

const keyColumns = memoize(
  (model: EntityModel): ReadonlySet<ColumnModel> =>
    new Set([
      ...model.primaryKey,
      ...followingRelations(model).flatMap(({ sourceColumns }) => sourceColumns),
    ]),
);

export class RowKeys {
  readonly #identities: IdentityMap;
  readonly #cascades: Cascades;
  /** Called with an entity before its row changes without a step. */
  readonly #note: (entity: Entity) => void;
  /** The last columns without a key: consecutive updates often write the same columns. */
  #others: readonly ColumnModel[] | null = null;

  constructor(identities: IdentityMap, cascades: Cascades, note: (entity: Entity) => void) {
    this.#identities = identities;
    this.#cascades = cascades;
    this.#note = note;
  }

  /** Registers an entity. An earlier entity with the same key no longer has a row. */
  add(entity: Entity): void {
    const other = this.#identities.add(entity);
    if (!other || other === entity) return;
    this.#identities.remove(entity);
    this.#cascades.followLoss([other]);
    this.#identities.add(entity);
  }

  remove(entity: Entity): void {
    this.#identities.remove(entity);
  }

  /** Whether another entity has the key of this one now. */
  isReplaced(entity: Entity): boolean {
    const other = this.#identities.find(entity);
    return other !== undefined && other !== entity;
  }

  /** Whether one of these columns is part of a primary key, or of a key whose references are updated. */
  isKey(entity: Entity, columns: readonly ColumnModel[]): boolean {
    if (columns === this.#others) return false;
    const isKey = meets(columns, keyColumns(stateOf(entity).model));
    if (!isKey) this.#others = columns;
    return isKey;
  }

  /** Changes columns of the row of an entity. */
  change(entity: Entity, columns: readonly ColumnModel[], change: () => void): void {
    if (!this.isKey(entity, columns)) return change();
    const { model } = stateOf(entity);
    const relations = followingRelations(model);
    const before = relations.map(({ sourceColumns }) => rowKeyIn(entity, sourceColumns));
    this.#identities.remove(entity);
    change();
    this.add(entity);
    relations.forEach((relation, index) => {
      this.#follow(entity, relation, before[index] ?? null);
    });
  }

  /** Applies `ON UPDATE`: rows that referenced the old key get the new one, or null. */
  #follow(entity: Entity, relation: RelationModel, before: Key | null): void {
    const { target, sourceColumns, targetColumns, onUpdate } = relation;
    if (before === null || before === rowKeyIn(entity, sourceColumns)) return;
    const values = sourceColumns.map(column =>
      onUpdate === "cascade" ? rowValue(entity, column) : null,
    );
    const referring = [...this.#identities.of(target)].filter(
      other => rowKeyIn(other, targetColumns) === before,
    );
    for (const other of referring) {
      this.#note(other);
      this.change(other, targetColumns, () => setStoredValues(other, targetColumns, values));
    }
  }
}
