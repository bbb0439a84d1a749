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
  copy(source: Entity): Promise<Entity> {
    const known = this.#copies.get(source);
    if (known) return known;
    const own = this.#own(source);
    this.#copies.set(source, own);
    return own.then(async entity => {
      if (entity === source) return entity;
      this.#requireVersion(entity, source);
      await this.#copyInto(entity, source);
      return entity;
    });
  }

  /** @throws QueryError `version-conflict` if the row was written after the source was read */
  #requireVersion(entity: Entity, source: Entity): void {
    const version = this.#target.versionOf(stateOf(source).model);
    if (!version || stateOf(entity).status === "new" || stateOf(source).status === "new") return;
    if (rowValue(entity, version) !== rowValue(source, version))
      throw versionConflict(source, undefined);
  }

  async #own(source: Entity): Promise<Entity> {
    const { model } = stateOf(source);
    const key = model.primaryKey.map(column => source[column.name] ?? null);
    const existing = keyOf(key) === null ? null : await this.#target.find(model, key);
    return (existing ?? this.#target.create(model, {})) as Entity;
  }

  async #copyInto(entity: Entity, source: Entity): Promise<void> {
    const { model, collections } = stateOf(source);
    for (const column of model.columns) {
      if (column.isComputed || isDeferred(source, column)) continue;
      const value = source[column.name];
      if (value !== undefined) entity[column.name] = value;
    }
    for (const { name, holdsKey } of model.relations.values()) {
      const target = holdsKey ? source[name] : null;
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
