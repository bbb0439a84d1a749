/** Suggests the name that a user probably meant. */
import { distance } from "fastest-levenshtein";

const TOLERANCE = 0.5;

/** The name closest to `unknown`, or undefined when none is close: within a share of its letters. Ignores case. */
export const nearestName = (
  unknown: string,
  names: Iterable<string>,
  tolerance = TOLERANCE,
): string | undefined => {
  let best: { name: string; cost: number } | undefined;
  for (const name of names) {
    const cost = distance(unknown.toLowerCase(), name.toLowerCase());
    if (!best || cost < best.cost) best = { name, cost };
  }
  const limit = Math.max(1, Math.floor(unknown.length * tolerance));
  return best && best.cost <= limit ? best.name : undefined;
};

/** `Did you mean …?` with the closest name, or an empty text. */
export const didYouMean = (unknown: string, names: Iterable<string>): string => {
  const name = nearestName(unknown, names);
  return name === undefined ? "" : `Did you mean "${name}"?`;
};
