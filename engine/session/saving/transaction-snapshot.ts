/** How everything stood when a transaction began; what came since is noted before it is first written. */
import { expireRow } from "../entities/entity.ts";
import { type EntitySnapshot, snapshotOf } from "../entities/entity-snapshot.ts";
import { type Entity, stateOf } from "../entities/entity-state.ts";
import { type IdentityMap, isKeyless } from "../entities/identity-map.ts";
import type { SessionSettings } from "../session-settings.ts";

/** What a transaction can go back to. */
export type SnapshotParts = {
  readonly identities: IdentityMap;
  readonly settings: SessionSettings;
  readonly entities: ReadonlySet<Entity>;
  /** Goes back to which entities there were. */
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

  /** Notes how an entity stood before it was written. */
  note(memory: EntitySnapshot): void {
    const { entity } = memory;
    if (this.#remembered.entities.has(entity) || this.#since.has(entity)) return;
    this.#since.set(entity, memory);
  }

  /** Hands over what came since to the memory of the transaction around this one. */
  handOver(outer: TransactionSnapshot): void {
    for (const memory of this.#since.values()) outer.note(memory);
  }

  /**
   * What was there stands as it did. What was loaded since stays, for its row may be there, but has to be read again.
   * What was created since is new, and of no session.
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
