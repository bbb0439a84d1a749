/** A to-many relation of one entity: awaited to be loaded, then read like an array. */
import type { TextRange } from "../base/index.ts";
import { QueryError, type RelationModel } from "../query/index.ts";

/** Loads, and keeps the other side in step. */
export type CollectionOwner<Entity extends object> = {
  load(collection: Collection<Entity>): Promise<void>;
  added(collection: Collection<Entity>, entity: Entity): void;
  removed(collection: Collection<Entity>, entity: Entity): void;
};

export class Collection<Entity extends object = object>
  implements PromiseLike<readonly Entity[]>, Iterable<Entity>
{
  readonly entity: Entity;
  readonly relation: RelationModel;
  /** Where it was last named, for the statement that loads it. */
  origin: TextRange | undefined;
  readonly #owner: CollectionOwner<Entity>;
  #items: Entity[] | null = null;
  #loading: Promise<void> | null = null;

  constructor(entity: Entity, relation: RelationModel, owner: CollectionOwner<Entity>) {
    this.entity = entity;
    this.relation = relation;
    this.#owner = owner;
  }

  get isLoaded(): boolean {
    return this.#items !== null;
  }

  /** What is loaded, or null. */
  get items(): readonly Entity[] | null {
    return this.#items;
  }

  get length(): number {
    return this.#loaded.length;
  }

  at(index: number): Entity | undefined {
    return this.#loaded.at(index);
  }

  map<Value>(body: (entity: Entity, index: number) => Value): Value[] {
    return this.#loaded.map((entity, index) => body(entity, index));
  }

  filter(test: (entity: Entity) => boolean): Entity[] {
    return this.#loaded.filter(entity => test(entity));
  }

  [Symbol.iterator](): Iterator<Entity> {
    return this.#loaded[Symbol.iterator]();
  }

  /** Relates another entity; one that is known to be related already stays so. */
  add(entity: Entity): void {
    if (this.#items?.includes(entity)) return;
    this.#owner.added(this, entity);
    this.include(entity);
  }

  /** Ends the relation to an entity. */
  remove(entity: Entity): void {
    if (this.#items && !this.#items.includes(entity)) return;
    this.#owner.removed(this, entity);
    this.exclude(entity);
  }

  then<Value = readonly Entity[], Failure = never>(
    fulfilled?: ((items: readonly Entity[]) => Value | PromiseLike<Value>) | null,
    rejected?: ((reason: unknown) => Failure | PromiseLike<Failure>) | null,
  ): Promise<Value | Failure> {
    return this.#load()
      .then(() => [...this.#loaded])
      .then(fulfilled, rejected);
  }

  /** Takes over what was loaded. */
  fill(items: readonly Entity[]): void {
    this.#items = [...items];
  }

  /** Goes back to what was loaded before; null for nothing. */
  restore(items: readonly Entity[] | null): void {
    this.#items = items && [...items];
  }

  /** Adds to what is loaded, and leaves the database alone. */
  include(entity: Entity): void {
    if (this.#items && !this.#items.includes(entity)) this.#items.push(entity);
  }

  /** Takes out of what is loaded, and leaves the database alone. */
  exclude(entity: Entity): void {
    if (this.#items) this.#items = this.#items.filter(item => item !== entity);
  }

  async #load(): Promise<void> {
    if (this.#items) return;
    this.#loading ??= this.#owner.load(this).finally(() => {
      this.#loading = null;
    });
    await this.#loading;
  }

  get #loaded(): Entity[] {
    if (this.#items) return this.#items;
    throw notLoaded(this.relation, this.origin);
  }
}

/** The error of reading a relation that nobody loaded; it names the fix. */
export const notLoaded = (
  { label, name, source }: RelationModel,
  range: TextRange | undefined,
): QueryError => {
  const row = source.name.charAt(0).toLowerCase();
  return new QueryError("relation-not-loaded", `${label} is not loaded.`, {
    range,
    hint: `Await it, or load it with the query: .with(${row} => ${row}.${name}).`,
  });
};
