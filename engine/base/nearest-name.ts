/** Suggests the name that the user may have meant. */
import { distance } from "fastest-levenshtein";

const TOLERANCE = 0.5;

/** The name most like `wanted`, or nothing when none is near. Case does not count. */
export const nearestName = (wanted: string, names: Iterable<string>): string | undefined => {
  let best: { name: string; cost: number } | undefined;
  for (const name of names) {
    const cost = distance(wanted.toLowerCase(), name.toLowerCase());
    if (!best || cost < best.cost) best = { name, cost };
  }
  const limit = Math.max(1, Math.floor(wanted.length * TOLERANCE));
  return best && best.cost <= limit ? best.name : undefined;
};

/** ` Did you mean …?` for the nearest name, or nothing. */
export const didYouMean = (wanted: string, names: Iterable<string>): string => {
  const name = nearestName(wanted, names);
  return name === undefined ? "" : `Did you mean "${name}"?`;
};
