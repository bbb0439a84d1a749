/** Integers of 64 bits: numbers while they are safe integers, bigints beyond. */

/** The same integer, as a number if that is exact. */
export const integerOf = (value: bigint): number | bigint => {
  const near = Number(value);
  return Number.isSafeInteger(near) ? near : value;
};

/** The exact sum. */
export const plus = (value: number | bigint, more: number): number | bigint => {
  if (Number.isSafeInteger(value) && Number.isSafeInteger(Number(value) + more))
    return Number(value) + more;
  return integerOf(BigInt(value) + BigInt(more));
};
