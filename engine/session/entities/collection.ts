/**
 * A to-many relation of one entity: awaited to be loaded, then read like an array.
 * A load that was narrowed fills it with a part: that part is read then, until it is awaited, which gives the whole.
 */
import { type Answer, isPending, type TextRange } from "../../base/index.ts";
import type { QueryError, RelationModel } from "../../query/index.ts";
import { loadedInPart } from "../relations/not-loaded.ts";

/** Loads, and keeps the other side in step. */
export type CollectionOwner<Entity extends object> = {
  load(collection: Collection<Entity>): Answer<void>;
  /** The error of reading what is not loaded. */
  notLoaded(entity: Entity, relation: RelationModel, origin: TextRange | undefined): QueryError;
  /** What a method was given, of which nothing is known. @throws QueryError `not-an-entity` */
  relatableEntity(collection: Collection<Entity>, given: readonly unknown[]): Entity;
  relatableEntities(collection: Collection<Entity>, given: unknown): ReadonlySet<Entity>;
  /** Whether an entity has the key that relates it, or is going to; undefined where a join table relates them. */
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
  /** All of it, or null as long as that is not known. */
  #whole: Entity[] | null = null;
  /** The same, to be asked who is in it; made when somebody asks. */
  #members: Set<Entity> | null = null;
  /** What a narrowed load asked for last. */
  #part: Entity[] | null = null;
  /** What was added before the whole was known. */
  #added: Set<Entity> | null = null;
  /** What was removed then, where a join table relates them: elsewhere the key of each tells. */
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

  /** Where it was last named, for the statement that loads it. */
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

  /** Whether all of it is known, also when a part is read. */
  get isWhole(): boolean {
    return this.#whole !== null;
  }

  /** What is read: the part that was asked for last, or the whole; null when nothing is loaded. */
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

  /** Relates another entity; one that is known to be related already stays so. What it is loaded with may be out of date. */
  add(...given: readonly Entity[]): void {
    const entity = this.#owner.relatableEntity(this, given);
    if (this.#isMember(entity) && this.#owner.isRelated(this, entity) !== false) return;
    this.#owner.added(this, entity);
    this.include(entity);
  }

  /** Ends the relation to an entity. */
  remove(...given: readonly Entity[]): void {
    const entity = this.#owner.relatableEntity(this, given);
    const isKnown = !this.#whole || this.#isMember(entity);
    if (this.#owner.isRelated(this, entity) ?? isKnown) this.#owner.removed(this, entity);
    this.exclude(entity);
  }

  /** Relates these entities and no others. @throws QueryError `relation-not-loaded` when the others are not known */
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

  /** What JSON and the console show: its items, or that it is not loaded. */
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

  /** Takes over the whole, and the list. What was added and removed meanwhile stays so; a whole that is known already stays too. */
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

  /** Takes over a part, and the list, to be read until the whole is asked for. */
  fillPart(items: Entity[]): void {
    this.#part = this.#withoutRemoved(items);
  }

  /** Notes how it stands; the function returned goes back to it. */
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

  /** Adds to what is loaded, and leaves the database alone. */
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

  /** Takes out of what is loaded, and leaves the database alone. */
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

  /** What came or went is written: from now on a load knows. */
  settle(entity: Entity): void {
    this.#added?.delete(entity);
    this.#removed?.delete(entity);
  }

  /** Takes out what is gone from the database too. */
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
