/** Whether two trees say the same, whatever words asked for them. */

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !(value instanceof Uint8Array);

const sameList = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((each, index) => sameNode(each, b[index]));

/** Compares nodes, lists of nodes and plain values; origins do not count. Bytes are the same where they are one value. */
export const sameNode = (a: unknown, b: unknown): boolean => {
  if (!isObject(a) || !isObject(b)) return a === b;
  if (Array.isArray(a)) return Array.isArray(b) && sameList(a, b);
  let more = 0;
  for (const name in a) {
    if (name === "origin") continue;
    if (!sameNode(a[name], b[name])) return false;
    more += 1;
  }
  for (const name in b) if (name !== "origin") more -= 1;
  return more === 0;
};
