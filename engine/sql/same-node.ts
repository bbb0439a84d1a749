/** Whether two trees say the same, whatever words asked for them. */

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !(value instanceof Uint8Array);

/** Compares nodes, lists of nodes and plain values; origins do not count. Bytes are the same where they are one value. */
export const sameNode = (a: unknown, b: unknown): boolean => {
  if (!isObject(a) || !isObject(b)) return a === b;
  const names = Object.keys(a).filter(name => name !== "origin");
  const others = Object.keys(b).filter(name => name !== "origin");
  return names.length === others.length && names.every(name => sameNode(a[name], b[name]));
};
