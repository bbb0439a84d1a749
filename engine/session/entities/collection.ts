/**
 * A to-many relation of one entity. `await` loads it; then it is read like an array.
 * A load with conditions fills it with a part, which is read until `await` loads the whole.
 */
import { type Answer, isPending, type TextRange } from "../../base/index.ts";
import type { QueryError, RelationModel } from "../../query/index.ts";
import { loadedInPart } from "../relations/not-loaded.ts";

/** Loads collections and keeps the other side of the relation consistent. */
export type CollectionOwner<Entity extends object> = {
  load(collection: Collection<Entity>): Answer<void>;
  /** The error for reading a collection that is not loaded. */
  notLoaded(entity: Entity, relation: RelationModel, origin: TextRange | undefined): QueryError;
  /** Checks the arguments of `add`, `remove` and `set`. @throws QueryError `not-an-entity` */
  relatableEntity(collection: Collection<Entity>, args: readonly unknown[]): Entity;
  relatableEntities(collection: Collection<Entity>, args: unknown): ReadonlySet<Entity>;
  /** Whether an entity has the foreign key that relates it, or will have it; undefined for a join table. */
  isRelated(collection: Collection<Entity>, entity: Entity): boolean | undefined;
  added(collection: Collection<Entity>, entity: Entity): void;
  removed(collection: Collection<Entity>, entity: Entity): void;
};

export class Collection<Entity extends object = object>
  implements PromiseLike<readonly Entity[]>, Iterable<Entity>
{
  readonly #entity: Entity;
  readonly #relation: RelationModel;
  #origin: TextRange | undefined;
  readonly #owner: CollectionOwner<Entity>;
  /** All items; null if they are not known. */
  #whole: Entity[] | null = null;
  /** The same as a set, created on demand. */
  #members: Set<Entity> | null = null;
  /** The items of the last load with conditions. */
  #part: Entity[] | null = null;
  /** Items that were added before the whole was loaded. */
  #added: Set<Entity> | null = null;
  /** Items that were removed then, for join tables; otherwise the foreign key of each item is decisive. */
  #removed: Set<Entity> | null = null;
  #loading: Promise<void> | null = null;

  constructor(entity: Entity, relation: RelationModel, owner: CollectionOwner<Entity>) {
    this.#entity = entity;
    this.#relation = relation;
    this.#owner = owner;
  }

  get entity(): Entity {
    return this.#entity;
  }

  get relation(): RelationModel {
    return this.#relation;
  }

  /** The code that read the collection last, for the statement that loads it. */
  get origin(): TextRange | undefined {
    return this.#origin;
  }

  set origin(origin: TextRange | undefined) {
    this.#origin = origin;
  }

  /** Whether it can be read. */
  get isLoaded(): boolean {
    return this.items !== null;
  }

  /** Whether all items are known, also if a part is being read. */
  get isWhole(): boolean {
    return this.#whole !== null;
  }

  /** The part that was loaded last, or the whole; null if nothing is loaded. */
  get items(): readonly Entity[] | null {
    return this.#part ?? this.#whole;
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

  /** Adds entities; those that are related already stay. The loaded list may be out of date. */
  add(...args: readonly Entity[]): void {
    const entity = this.#owner.relatableEntity(this, args);
    if (this.#isMember(entity) && this.#owner.isRelated(this, entity) !== false) return;
    this.#owner.added(this, entity);
    this.include(entity);
  }

  /** Removes entities. */
  remove(...args: readonly Entity[]): void {
    const entity = this.#owner.relatableEntity(this, args);
    const isKnown = !this.#whole || this.#isMember(entity);
    if (this.#owner.isRelated(this, entity) ?? isKnown) this.#owner.removed(this, entity);
    this.exclude(entity);
  }

  /** Relates exactly these entities. @throws QueryError `relation-not-loaded` if the current items are not known */
  set(entities: Iterable<Entity>): void {
    const targets = this.#owner.relatableEntities(this, entities);
    if (!this.#whole) {
      throw this.#part ? loadedInPart(this.relation, this.origin) : this.#notLoaded;
    }
    this.#part = null;
    for (const entity of [...this.#whole]) if (!targets.has(entity)) this.remove(entity);
    for (const entity of targets) this.add(entity);
  }

  has(entity: Entity): boolean {
    return this.#loaded.includes(entity);
  }

  /** The items, or a text that the collection is not loaded. */
  toJSON(): readonly Entity[] | string {
    return this.items ?? `${this.relation.label} is not loaded`;
  }

  [Symbol.for("nodejs.util.inspect.custom")](): readonly Entity[] | string {
    return this.toJSON();
  }

  then<Value = readonly Entity[], Failure = never>(
    fulfilled?: ((items: readonly Entity[]) => Value | PromiseLike<Value>) | null,
    rejected?: ((reason: unknown) => Failure | PromiseLike<Failure>) | null,
  ): Promise<Value | Failure> {
    return this.#load().then(fulfilled, rejected);
  }

  /** Sets the whole and keeps the list. Earlier additions and removals are applied; a known whole is kept. */
  fill(items: Entity[]): void {
    this.#part = null;
    if (this.#whole) return;
    const kept = this.#withoutRemoved(items);
    const isStill = (entity: Entity) => this.#owner.isRelated(this, entity) !== false;
    const added = this.#added && [...this.#added].filter(isStill);
    this.#whole = added ? [...new Set([...kept, ...added])] : kept;
    this.#added = null;
    this.#removed = null;
  }

  /** Sets the part that is read until the whole is loaded, and keeps the list. */
  fillPart(items: Entity[]): void {
    this.#part = this.#withoutRemoved(items);
  }

  /** Takes a snapshot and returns a function that restores it. */
  snapshot(): () => void {
    const whole = this.#whole && [...this.#whole];
    const part = this.#part && [...this.#part];
    const added = this.#added && new Set(this.#added);
    const removed = this.#removed && new Set(this.#removed);
    return () => {
      this.#whole = whole;
      this.#members = null;
      this.#part = part;
      this.#added = added;
      this.#removed = removed;
    };
  }

  /** Adds an item in memory only. */
  include(entity: Entity): void {
    if (this.#part && !this.#part.includes(entity)) this.#part.push(entity);
    if (!this.#whole) {
      this.#removed?.delete(entity);
      this.#added = (this.#added ?? new Set()).add(entity);
    } else if (!this.#isMember(entity)) {
      this.#whole.push(entity);
      this.#members?.add(entity);
    }
  }

  /** Removes an item in memory only. */
  exclude(entity: Entity): void {
    if (this.#part) this.#part = this.#part.filter(item => item !== entity);
    if (this.#isMember(entity)) {
      this.#whole = this.#whole?.filter(item => item !== entity) ?? null;
      this.#members?.delete(entity);
    }
    this.#added?.delete(entity);
    if (!this.#whole && this.relation.through) {
      this.#removed = (this.#removed ?? new Set()).add(entity);
    }
  }

  /** An addition or removal is saved, so a load returns it. */
  settle(entity: Entity): void {
    this.#added?.delete(entity);
    this.#removed?.delete(entity);
  }

  /** Removes items whose rows are deleted. */
  forget(gone: ReadonlySet<Entity>): void {
    const isThere = (entity: Entity): boolean => !gone.has(entity);
    this.#whole = this.#whole?.filter(isThere) ?? null;
    this.#part = this.#part?.filter(isThere) ?? null;
    this.#added = this.#added && new Set([...this.#added].filter(isThere));
    this.#members = null;
  }

  #isMember(entity: Entity): boolean {
    if (!this.#whole) return false;
    this.#members ??= new Set(this.#whole);
    return this.#members.has(entity);
  }

  #withoutRemoved(items: Entity[]): Entity[] {
    const removed = this.#removed;
    return removed ? items.filter(item => !removed.has(item)) : items;
  }

  async #load(): Promise<readonly Entity[]> {
    const answer = this.#whole ? undefined : this.#loadWhole();
    if (isPending(answer)) await answer;
    this.#part = null;
    return this.#loaded.slice();
  }

  /** All callers await the same statement. */
  #loadWhole(): Answer<void> {
    if (this.#loading) return this.#loading;
    const answer = this.#owner.load(this);
    if (!isPending(answer)) return;
    this.#loading = answer.finally(() => {
      this.#loading = null;
    });
    return this.#loading;
  }

  get #loaded(): readonly Entity[] {
    const { items } = this;
    if (items) return items;
    throw this.#notLoaded;
  }

  get #notLoaded(): QueryError {
    return this.#owner.notLoaded(this.entity, this.relation, this.origin);
  }
}
