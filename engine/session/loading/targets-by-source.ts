/** What the rows of a load lead to, for each of the entities that it is for. */
import type { ColumnModel } from "../../query/index.ts";
import { ByKey, type Key } from "../entities/by-key.ts";
import type { Entity } from "../entities/entity-state.ts";
import { keyIn } from "../entities/identity-map.ts";

/** Nobody has the key. */
const NOWHERE = -1;

/** Notes targets as they come, and makes the lists of all when their lengths are known. */
export class TargetsBySource {
  readonly #sources: readonly Entity[];
  /** The place of each source's key, and the place of each key. */
  readonly #places: readonly number[];
  readonly #placesByKey = new ByKey<number>();
  readonly #counts: number[] = [];
  readonly #targets: Entity[] = [];
  /** The place of the key of each target. */
  readonly #owners: number[] = [];
  /** Whether a target was there before, and may have been related to another meanwhile. */
  #hasKnown = false;

  constructor(sources: readonly Entity[], columns: readonly ColumnModel[]) {
    this.#sources = sources;
    this.#places = sources.map(source => this.#placeOf(keyIn(source, columns)));
  }

  #placeOf(key: Key | null): number {
    if (key === null) return NOWHERE;
    const known = this.#placesByKey.get(key);
    if (known !== undefined) return known;
    const place = this.#counts.length;
    this.#placesByKey.set(key, place);
    this.#counts.push(0);
    return place;
  }

  get hasKnown(): boolean {
    return this.#hasKnown;
  }

  /** Notes that a target, new or known, belongs to whoever has this key. */
  add(key: Key, target: Entity, isNew: boolean): void {
    if (!isNew) this.#hasKnown = true;
    const place = this.#placesByKey.get(key);
    if (place === undefined) return;
    this.#counts[place] = (this.#counts[place] ?? 0) + 1;
    this.#owners.push(place);
    this.#targets.push(target);
  }

  /** Every source with a list of its own of what was found for it. */
  *[Symbol.iterator](): Generator<readonly [Entity, Entity[]]> {
    const lists = this.#lists();
    const isShared = this.#counts.length < this.#sources.length;
    for (let index = 0; index < this.#sources.length; index += 1) {
      const source = this.#sources[index] as Entity;
      const list = lists[this.#places[index] as number] ?? [];
      yield [source, isShared ? list.slice() : list];
    }
  }

  #lists(): readonly Entity[][] {
    const lists = this.#counts.map(count => new Array<Entity>(count));
    const filled = this.#counts.map(() => 0);
    for (let index = 0; index < this.#targets.length; index += 1) {
      const owner = this.#owners[index] as number;
      const place = filled[owner] as number;
      (lists[owner] as Entity[])[place] = this.#targets[index] as Entity;
      filled[owner] = place + 1;
    }
    return lists;
  }
}
