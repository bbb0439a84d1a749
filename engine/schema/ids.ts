/** Generators of record ids: random ones for the app, sequential ones for tests and samples. */
import type { NewId, RecordKind, RecordOf } from "./records.ts";

const ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";
const LENGTH = 10;

/** Ids from a source of randomness in [0, 1), such as `Math.random`. */
export const randomIds =
  (random: () => number): NewId =>
  <Kind extends RecordKind>(kind: Kind) => {
    const letters = Array.from(
      { length: LENGTH },
      () => ALPHABET[Math.floor(random() * ALPHABET.length)],
    );
    return `${kind}:${letters.join("")}` as RecordOf<Kind>["id"];
  };

/** Sequential ids: `table:1`, `column:2`, … */
export const countedIds = (): NewId => {
  let count = 0;
  return <Kind extends RecordKind>(kind: Kind) => {
    count += 1;
    return `${kind}:${count}` as RecordOf<Kind>["id"];
  };
};
