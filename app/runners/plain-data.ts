/** The first check of data from a worker: is it plain, and small enough for the page to walk and show? */

/** Values in one reply, each counted as often as it is reached. This also refuses cycles. */
const MAX_VALUES = 3_000_000;
/** Characters of all texts in one reply. */
const MAX_CHARACTERS = 64_000_000;

const isPlainObject = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype;
};

/** Whether a value is a tree of primitives, bytes, arrays and plain objects, within the limits. */
export const isPlainData = (root: unknown): boolean => {
  const pending: unknown[] = [root];
  let values = 0;
  let characters = 0;
  while (pending.length > 0) {
    const value = pending.pop();
    values += 1;
    if (typeof value === "string") characters += value.length;
    else if (typeof value === "object" && value !== null && !(value instanceof Uint8Array)) {
      if (!Array.isArray(value) && !isPlainObject(value)) return false;
      if (Array.isArray(value) && value.length > MAX_VALUES) return false;
      for (const part of Object.values(value)) pending.push(part);
    }
    if (values + pending.length > MAX_VALUES || characters > MAX_CHARACTERS) return false;
  }
  return true;
};
