/** What must hold whatever people do: a failure here is a mistake of ours. */

export class InvariantError extends Error {
  override readonly name = "InvariantError";
}

/** Throws {@link InvariantError} unless `condition` holds. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new InvariantError(message);
}

/** The value, which is known to be there; throws {@link InvariantError} otherwise. */
export const present = <Value>(value: Value | null | undefined, what: string): Value => {
  invariant(value !== null && value !== undefined, `${what} is missing`);
  return value;
};

/** Marks a branch that the types rule out. */
export const unreachable = (value: never): never => {
  throw new InvariantError(`unexpected ${JSON.stringify(value)}`);
};
