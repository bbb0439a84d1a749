/** Caches a function of an immutable object. */

/** `compute`, cached for each object as long as the object lives. */
export const memoize = <Key extends object, Value>(
  compute: (key: Key) => Value,
): ((key: Key) => Value) => {
  const answers = new WeakMap<Key, { readonly value: Value }>();
  return key => {
    const known = answers.get(key);
    if (known) return known.value;
    const value = compute(key);
    answers.set(key, { value });
    return value;
  };
};
