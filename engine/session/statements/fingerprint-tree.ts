/** A map by fingerprints. A fingerprint is a path from the root, word by word, so a lookup allocates nothing. */
import type { FingerprintWord } from "../../query/index.ts";

/** A program that creates ever new queries must not fill the memory. */
const MOST_BRANCHES = 100_000;

type Words = readonly FingerprintWord[];

class Branch<Value> {
  value: Value | undefined;
  /** Most branches have one child, which needs no Map. */
  #word: FingerprintWord;
  #branch: Branch<Value> | undefined;
  #others: Map<FingerprintWord, Branch<Value>> | undefined;

  child(word: FingerprintWord): Branch<Value> | undefined {
    return this.#branch && word === this.#word ? this.#branch : this.#others?.get(word);
  }

  /** Adds a child for a word that has none. */
  grow(word: FingerprintWord): Branch<Value> {
    const branch = new Branch<Value>();
    if (!this.#branch) {
      this.#word = word;
      this.#branch = branch;
      return branch;
    }
    this.#others ??= new Map();
    this.#others.set(word, branch);
    return branch;
  }

  descendant(words: Words): Branch<Value> | undefined {
    let branch: Branch<Value> | undefined = this;
    for (const word of words) {
      branch = branch.child(word);
      if (!branch) return undefined;
    }
    return branch;
  }
}

/** Values by a subject and a fingerprint. */
export class FingerprintTree<Value> {
  #root = new Branch<Value>();
  #size = 0;

  get(subject: Words, fingerprint: Words): Value | undefined {
    return this.#root.descendant(subject)?.descendant(fingerprint)?.value;
  }

  set(subject: Words, fingerprint: Words, value: Value): void {
    if (this.#size >= MOST_BRANCHES) this.#clear();
    let branch = this.#root;
    for (const word of [...subject, ...fingerprint])
      branch = branch.child(word) ?? this.#grow(branch, word);
    branch.value = value;
  }

  #grow(branch: Branch<Value>, word: FingerprintWord): Branch<Value> {
    this.#size += 1;
    return branch.grow(word);
  }

  #clear(): void {
    this.#root = new Branch();
    this.#size = 0;
  }
}
