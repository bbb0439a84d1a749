// Finds words that the documentation of a database or a library would not use, in code and prose.
import { readFileSync } from "node:fs";
import path from "node:path";

/**
 * A word to avoid, and what to write instead.
 * @typedef {{ readonly pattern: string, readonly instead: string }} Rule
 *
 * @typedef {{ readonly line: number, readonly word: string, readonly instead: string }} Finding
 */

/** @type {readonly Rule[]} */
const rules = [
  { pattern: "say|says|said|saying|sayable", instead: "specify, state, report" },
  { pattern: "tell|tells|told|telling", instead: "report, describe, notify" },
  { pattern: "stand|stands|stood|standing", instead: "is, appears, is stored" },
  {
    pattern: "asks? for|asked for|asked of|(?:is|are|was|were|be) asked",
    instead: "requests, selects, needs",
  },
  { pattern: "wanted", instead: "requested, expected, matching" },
  { pattern: "beside", instead: "next to, with, compared with" },
  { pattern: "whoever|whatever", instead: "the caller, any" },
  { pattern: "nobody|somebody", instead: "no caller, the user" },
  { pattern: "anew", instead: "again" },
  { pattern: "speaks? of|spoken of", instead: "refers to" },
  { pattern: "of (?:its|their|his|her|our|your|ones?) own", instead: "own, separate, automatic" },
  { pattern: "(?:takes?|brings?|goes|went) along", instead: "includes, is deleted with" },
  { pattern: "(?:has|have|is|are) no words? for", instead: "is not supported in" },
];

const matchers = rules.map(({ pattern, instead }) => ({
  expression: new RegExp(`\\b(?:${pattern})\\b`, "gi"),
  instead,
}));

/**
 * The parts of a name count as words: `isToldOf` contains "told".
 * @param {string} text
 */
const separateNames = text => text.replaceAll(/(?<=[a-z])(?=[A-Z])|_/g, " ");

/**
 * Words of the list in a text, in order of their lines.
 * @param {string} text
 * @returns {readonly Finding[]}
 */
export function findListedWords(text) {
  return text.split("\n").flatMap((line, index) => {
    const words = separateNames(line);
    return matchers.flatMap(({ expression, instead }) =>
      [...words.matchAll(expression)].map(([word]) => ({ line: index + 1, word, instead })),
    );
  });
}

/**
 * Words of the list in files, one line each: where, the word, and what to write instead.
 * @param {readonly string[]} files
 * @param {string} folder that the paths start from
 * @returns {readonly string[]}
 */
export function describeListedWords(files, folder) {
  return files.flatMap(file =>
    findListedWords(readFileSync(path.join(folder, file), "utf8")).map(
      ({ line, word, instead }) => `${file}:${line}  "${word}": ${instead}`,
    ),
  );
}
