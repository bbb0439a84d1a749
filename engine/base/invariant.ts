/** Conditions that hold for every input: a failure is a bug of the engine. */

export class InvariantError extends Error {
  override readonly name = "InvariantError";
}

/** Throws {@link InvariantError} unless `condition` holds. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new InvariantError(message);
}

/** The value, if it is not null or undefined; throws {@link InvariantError} otherwise. */
export const present = <Value>(value: Value | null | undefined, what: string): Value => {
  invariant(value !== null && value !== undefined, `${what} is missing`);
  return value;
};

/** Marks a branch that the types exclude. */
export const unreachable = (value: never): never => {
  throw new InvariantError(`unexpected ${JSON.stringify(value)}`);
};
