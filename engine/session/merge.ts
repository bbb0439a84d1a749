/** Copies detached entities, or entities of another session, into a session. */
import type { Answer } from "../base/index.ts";
import type { ColumnModel, EntityModel, RelationModel } from "../query/index.ts";
import { isDeferred } from "./entities/deferred-column.ts";
import { type Entity, isEntity, rowValue, stateOf } from "./entities/entity-state.ts";
import { keyOf } from "./entities/identity-map.ts";
import { versionConflict } from "./saving/writing/settle-step.ts";

/** Finds or creates the entities to copy into. */
export type MergeTarget = {
  /** The version column. */
  versionOf(model: EntityModel): ColumnModel | undefined;
  find(model: EntityModel, key: readonly unknown[]): Answer<object | null>;
  create(model: EntityModel, values: Readonly<Record<string, unknown>>): object;
};

/** One merge copies each entity once, also if relations are circular. */
export class Merge {
  readonly #target: MergeTarget;
  readonly #copies = new Map<Entity, Promise<Entity>>();

  constructor(target: MergeTarget) {
    this.#target = target;
  }

  /** The entity of this session for the same row. */
  copy(given: Entity): Promise<Entity> {
    const known = this.#copies.get(given);
    if (known) return known;
    const own = this.#own(given);
    this.#copies.set(given, own);
    return own.then(async entity => {
      if (entity === given) return entity;
      this.#requireVersion(entity, given);
      await this.#copyInto(entity, given);
      return entity;
    });
  }

  /** @throws QueryError `version-conflict` if the row was written after the source was read */
  #requireVersion(entity: Entity, given: Entity): void {
    const version = this.#target.versionOf(stateOf(given).model);
    if (!version || stateOf(entity).status === "new" || stateOf(given).status === "new") return;
    if (rowValue(entity, version) !== rowValue(given, version))
      throw versionConflict(given, undefined);
  }

  async #own(given: Entity): Promise<Entity> {
    const { model } = stateOf(given);
    const key = model.primaryKey.map(column => given[column.name] ?? null);
    const found = keyOf(key) === null ? null : await this.#target.find(model, key);
    return (found ?? this.#target.create(model, {})) as Entity;
  }

  async #copyInto(entity: Entity, given: Entity): Promise<void> {
    const { model, collections } = stateOf(given);
    for (const column of model.columns) {
      if (column.isComputed || isDeferred(given, column)) continue;
      const value = given[column.name];
      if (value !== undefined) entity[column.name] = value;
    }
    for (const { name, holdsKey } of model.relations.values()) {
      const target = holdsKey ? given[name] : null;
      if (isEntity(target)) entity[name] = await this.copy(target);
    }
    for (const collection of collections) {
      const { relation } = collection;
      if (collection.isWhole) await this.#copyItems(entity, relation, [...collection]);
    }
  }

  async #copyItems(
    entity: Entity,
    { name }: RelationModel,
    items: readonly unknown[],
  ): Promise<void> {
    const copies: Entity[] = [];
    for (const item of items) if (isEntity(item)) copies.push(await this.copy(item));
    const collection = entity[name] as PromiseLike<unknown> & { set(items: unknown): void };
    await collection;
    collection.set(copies);
  }
}
