/** The loaded targets of each source of a load. */
import type { ColumnModel } from "../../query/index.ts";
import { ByKey, type Key } from "../entities/by-key.ts";
import type { Entity } from "../entities/entity-state.ts";
import { keyIn } from "../entities/identity-map.ts";

/** The index for a missing key. */
const NOWHERE = -1;

/** Collects targets, and creates the lists when their lengths are known. */
export class TargetsBySource {
  readonly #sources: readonly Entity[];
  /** The index of the key of each source, and the index of each key. */
  readonly #places: readonly number[];
  readonly #placesByKey = new ByKey<number>();
  readonly #counts: number[] = [];
  readonly #targets: Entity[] = [];
  /** The index of the source key of each target. */
  readonly #owners: number[] = [];
  /** Whether a target was loaded before, and may have been related to another source since. */
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

  /** Adds a target for the sources with this key. */
  add(key: Key, target: Entity, isNew: boolean): void {
    if (!isNew) this.#hasKnown = true;
    const place = this.#placesByKey.get(key);
    if (place === undefined) return;
    this.#counts[place] = (this.#counts[place] ?? 0) + 1;
    this.#owners.push(place);
    this.#targets.push(target);
  }

  /** Every source with a separate list of its targets. */
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
