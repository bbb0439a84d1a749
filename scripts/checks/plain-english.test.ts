import { describe, expect, it } from "vitest";
import { findListedWords } from "./plain-english.mjs";

const wordsIn = (text: string) => findListedWords(text).map(({ word }) => word);

describe("the word list", () => {
  it("finds words in comments, strings and prose, with their line", () => {
    expect(findListedWords("// fine\n/** What is said of a row. */")).toEqual([
      { line: 2, word: "said", instead: "specify, state, report" },
    ]);
  });

  it.each(["isTold", "toldOf", "SAID_NAMES", "nobodyListens", "told_twice"])(
    "finds words within names: %s",
    name => {
      expect(wordsIn(`const ${name} = 1;`)).toHaveLength(1);
    },
  );

  it.each(["standard", "understand", "essay", "task", "besides", "basket", "mask", "retelling"])(
    "accepts words that only contain one: %s",
    word => {
      expect(wordsIn(word)).toEqual([]);
    },
  );

  it("finds phrases", () => {
    expect(wordsIn("an id of its own").concat(wordsIn("asks for it"))).toEqual([
      "of its own",
      "asks for",
    ]);
  });
});
