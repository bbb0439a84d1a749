/** The state of a session when a transaction began, and of the entities that were written since. */
import { expireRow } from "../entities/entity.ts";
import { type EntitySnapshot, snapshotOf } from "../entities/entity-snapshot.ts";
import { type Entity, stateOf } from "../entities/entity-state.ts";
import { type IdentityMap, isKeyless } from "../entities/identity-map.ts";
import type { SessionSettings } from "../session-settings.ts";

/** What a rollback restores. */
export type SnapshotParts = {
  readonly identities: IdentityMap;
  readonly settings: SessionSettings;
  readonly entities: ReadonlySet<Entity>;
  /** Restores the sets of entities. */
  readonly undo: () => void;
};

export class TransactionSnapshot {
  readonly #remembered: SnapshotParts;
  readonly #before: readonly EntitySnapshot[];
  readonly #since = new Map<Entity, EntitySnapshot>();

  constructor(remembered: SnapshotParts) {
    this.#remembered = remembered;
    this.#before = [...remembered.entities].map(entity => snapshotOf(entity));
  }

  /** Adds the snapshot of an entity that is about to be written for the first time. */
  note(memory: EntitySnapshot): void {
    const { entity } = memory;
    if (this.#remembered.entities.has(entity) || this.#since.has(entity)) return;
    this.#since.set(entity, memory);
  }

  /** Adds the later snapshots to the enclosing transaction. */
  handOver(outer: TransactionSnapshot): void {
    for (const memory of this.#since.values()) outer.note(memory);
  }

  /**
   * Restores the entities that existed. Entities that were loaded since stay, because their rows may exist, but expire.
   * Entities that were created since are new again, and belong to no session.
   */
  restore(): void {
    const { identities, settings, entities, undo } = this.#remembered;
    const came = new Set([...identities.entities(), ...this.#since.keys()]);
    for (const memory of [...this.#before, ...this.#since.values()]) memory.restore();
    undo();
    for (const entity of came) {
      const { model, status } = stateOf(entity);
      if (entities.has(entity) || status === "new" || isKeyless(model)) continue;
      expireRow(entity, settings.versionOf(model));
      if (!identities.find(entity)) identities.add(entity);
    }
  }
}
