/**
 * Functions that are written for one list of names: V8 makes an object whose fields it reads in the code five times as
 * fast as one whose fields it meets in a loop. A page may forbid code that was a text before; loops do the same there.
 */

/** Whether code can be made of a text here. */
const isAllowed = ((): boolean => {
  try {
    return new Function("return true")();
  } catch {
    return false;
  }
})();

/** Assigning to `__proto__` is something else than having a field of that name. */
const isField = (name: string): boolean => name !== "__proto__";

/**
 * `row => ({ name: row[0], … })`; the loop where that cannot be made.
 * Names stand in the code as string literals, whatever they say.
 */
export const objectMaker = (
  names: readonly string[],
): ((row: readonly unknown[]) => Record<string, unknown>) => {
  if (isAllowed && names.every(isField)) {
    const fields = names.map((name, index) => `${JSON.stringify(name)}: row[${index}]`);
    return new Function("row", `return { ${fields.join(", ")} };`) as ReturnType<
      typeof objectMaker
    >;
  }
  return row => {
    const made: Record<string, unknown> = {};
    names.forEach((name, index) => {
      put(made, name, row[index]);
    });
    return made;
  };
};

const put = (object: object, name: string, value: unknown): void => {
  if (isField(name)) (object as Record<string, unknown>)[name] = value;
  else {
    const own = { value, configurable: true, enumerable: true, writable: true };
    Object.defineProperty(object, name, own);
  }
};

/** `(target, row) => { target.name = row[0]; … }`; the loop where that cannot be made. */
export const fieldSetter = (
  names: readonly string[],
): ((target: Record<string, unknown>, row: readonly unknown[]) => void) => {
  if (isAllowed && names.every(isField)) {
    const lines = names.map((name, index) => `target[${JSON.stringify(name)}] = row[${index}];`);
    return new Function("target", "row", lines.join("\n")) as ReturnType<typeof fieldSetter>;
  }
  return (target, row) => {
    names.forEach((name, index) => {
      target[name] = row[index];
    });
  };
};
