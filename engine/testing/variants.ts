/** Copies of a tree that differ in one field, found without any description of its nodes. */

type Step = string | number;

const isBranch = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !(value instanceof Uint8Array);

/** The value with the field at a path replaced. */
const replacedAt = (value: unknown, [step, ...rest]: readonly Step[], by: unknown): unknown => {
  if (step === undefined) return by;
  const changed = replacedAt(Reflect.get(Object(value), step), rest, by);
  if (Array.isArray(value)) return value.map((each, index) => (index === step ? changed : each));
  return { ...Object(value), [step]: changed };
};

/** Another value for a field; undefined for fields that cannot be varied on their own. */
export type OtherValue = (value: unknown, name: string) => unknown;

const other: OtherValue = value => {
  if (Array.isArray(value)) return value.length > 0 ? value.slice(1) : undefined;
  switch (typeof value) {
    case "boolean":
      return !value;
    case "string":
      return `${value}~`;
    case "number":
      return value === 0 ? 1 : -value;
    default:
      return undefined;
  }
};

export type Variant<Tree> = { readonly path: string; readonly tree: Tree };

/**
 * Every copy that differs in one field. `skipped` fields are not visited; `otherValue` may replace the default variation.
 */
export function* variantsOf<Tree extends object>(
  tree: Tree,
  skipped: (name: string, owner: object) => boolean,
  otherValue: OtherValue = () => undefined,
): Generator<Variant<Tree>> {
  const visited = new Set<object>();
  const walk = function* (value: object, path: readonly Step[]): Generator<readonly Step[]> {
    // A recursive table contains itself.
    if (visited.has(value)) return;
    visited.add(value);
    for (const name of Object.keys(value)) {
      if (skipped(name, value)) continue;
      const step = Array.isArray(value) ? Number(name) : name;
      yield [...path, step];
      const inner: unknown = Reflect.get(value, name);
      if (isBranch(inner) && otherValue(inner, name) === undefined)
        yield* walk(inner, [...path, step]);
    }
  };
  for (const path of walk(tree, [])) {
    const value = path.reduce<unknown>((from, step) => Reflect.get(Object(from), step), tree);
    const name = String(path.at(-1));
    const by = otherValue(value, name) ?? other(value, name);
    if (by !== undefined) yield { path: path.join("."), tree: replacedAt(tree, path, by) as Tree };
  }
}
