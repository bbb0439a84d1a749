/** Finds what is known of a shape. Shapes are ways from the root, word by word, so that nothing is made to find one. */
import type { FingerprintWord } from "../../query/index.ts";

/** Programs ask in so many ways and no more; one that makes up ever new ones is not to fill the memory. */
const MOST_BRANCHES = 100_000;

type Words = readonly FingerprintWord[];

/** Where the words so far lead to. */
class Branch<Known> {
  known: Known | undefined;
  /** Most words have one behind them, for which a Map would be much. */
  #word: FingerprintWord;
  #branch: Branch<Known> | undefined;
  #others: Map<FingerprintWord, Branch<Known>> | undefined;

  behind(word: FingerprintWord): Branch<Known> | undefined {
    return this.#branch && word === this.#word ? this.#branch : this.#others?.get(word);
  }

  /** A branch behind a word that has none. */
  grow(word: FingerprintWord): Branch<Known> {
    const branch = new Branch<Known>();
    if (!this.#branch) {
      this.#word = word;
      this.#branch = branch;
      return branch;
    }
    this.#others ??= new Map();
    this.#others.set(word, branch);
    return branch;
  }

  after(words: Words): Branch<Known> | undefined {
    let branch: Branch<Known> | undefined = this;
    for (const word of words) {
      branch = branch.behind(word);
      if (!branch) return undefined;
    }
    return branch;
  }
}

/** What is known of shapes, by what it is that is known and by their words. */
export class ShapeTree<Known> {
  #root = new Branch<Known>();
  #size = 0;

  get(subject: Words, shape: Words): Known | undefined {
    return this.#root.after(subject)?.after(shape)?.known;
  }

  set(subject: Words, shape: Words, known: Known): void {
    if (this.#size >= MOST_BRANCHES) this.#clear();
    let branch = this.#root;
    for (const word of [...subject, ...shape])
      branch = branch.behind(word) ?? this.#grow(branch, word);
    branch.known = known;
  }

  #grow(branch: Branch<Known>, word: FingerprintWord): Branch<Known> {
    this.#size += 1;
    return branch.grow(word);
  }

  #clear(): void {
    this.#root = new Branch();
    this.#size = 0;
  }
}
